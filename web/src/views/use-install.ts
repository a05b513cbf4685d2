import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** How this browser can install the app: by asking, or by the person's own hand as on iPhones. */
export type InstallWay = 'button' | 'ios';

interface InstallPrompt extends Event {
  prompt(): Promise<unknown>;
}

const offered = createStore<InstallPrompt | null>(() => null);

// It comes once, soon after the page is loaded; the browser's own banner is kept away, the settings have a button.
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offered.setState(event as InstallPrompt, true);
});
window.addEventListener('appinstalled', () => {
  offered.setState(null, true);
});

function wayFor(prompt: InstallPrompt | null): InstallWay | null {
  if (prompt) return 'button';
  const isInstalled = matchMedia('(display-mode: standalone)').matches;
  // An iPad says that it is a Mac; no Mac has a touch screen.
  const isApple = /iPhone|iPad/.test(navigator.userAgent);
  const isTablet = navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1;
  return !isInstalled && (isApple || isTablet) ? 'ios' : null;
}

export function useInstallWay(): InstallWay | null {
  return useStore(offered, wayFor);
}

/** The browser asks the person; it can do so once. */
export async function install(): Promise<void> {
  const prompt = offered.getState();
  offered.setState(null, true);
  await prompt?.prompt();
}
