import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { totals } from '../state/selectors.js';
import { useChat } from './client-context.js';
import { useCallsInTitle } from './page-title.js';

/**
 * What waits is seen from other tabs and from the desktop: the number of messages to me in the title and on the app's
 * icon, and a dot in the tab's icon for anything unread.
 */
export function useTabMarks(): void {
  const { calls, unread } = useChat(useShallow(totals));
  useCallsInTitle(calls);
  useEffect(() => {
    markApp(calls);
  }, [calls]);
  const waits = unread > 0;
  useEffect(() => {
    markTab(waits);
  }, [waits]);
  useEffect(
    () => () => {
      markApp(0);
      markTab(false);
    },
    [],
  );
}

function markTab(dot: boolean): void {
  document.querySelector('link[rel="icon"]')?.setAttribute('href', dot ? '/favicon-dot.svg' : '/favicon.svg');
}

/** Only where the app is installed; elsewhere it does nothing, and browsers that cannot have no such function. */
function markApp(count: number): void {
  const { setAppBadge, clearAppBadge } = navigator as Partial<Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>>;
  const done = count > 0 ? setAppBadge?.call(navigator, count) : clearAppBadge?.call(navigator);
  done?.catch(() => undefined);
}
