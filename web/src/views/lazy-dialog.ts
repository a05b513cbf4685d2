import type { ReactNode } from 'react';
import { useDialogs } from './dialogs.js';
import { useReport } from './toast.js';

const AHEAD_MS = 1_500;
/** Where nothing tells of rest, and where it never comes. */
const AT_LAST_MS = 8_000;

/** A dialog whose code is no part of the first page. */
export interface LazyDialog<Shown> {
  /** Null until the code is there. */
  shown: Shown | null;
  load: () => Promise<Shown>;
}

/**
 * Made at the top of a module. The code comes once the page is at rest: what is opened then opens at once, and also
 * after the server was updated and has this code no more. Not `React.lazy`: it would take the whole page down where the
 * code cannot be fetched, and would not try again.
 */
export function lazyDialog<Shown>(fetchCode: () => Promise<{ default: Shown }>): LazyDialog<Shown> {
  const dialog: LazyDialog<Shown> = {
    shown: null,
    load: async () => {
      const { default: shown } = await fetchCode();
      dialog.shown = shown;
      return shown;
    },
  };
  const ahead = (): void => {
    dialog.load().catch(() => undefined);
  };
  if ('requestIdleCallback' in window) setTimeout(requestIdleCallback, AHEAD_MS, ahead, { timeout: AT_LAST_MS });
  else setTimeout(ahead, AT_LAST_MS);
  return dialog;
}

type Render<Shown> = (shown: Shown, onClose: () => void) => ReactNode;

export function useLazyDialog<Shown>(dialog: LazyDialog<Shown>): (render: Render<Shown>) => void {
  const show = useDialogs();
  const report = useReport();
  const fetchAndShow = async (render: Render<Shown>): Promise<void> => {
    try {
      const fetched = await dialog.load();
      show((onClose) => render(fetched, onClose));
    } catch {
      report('unreachable');
    }
  };
  return (render) => {
    const { shown } = dialog;
    if (shown === null) void fetchAndShow(render);
    else show((onClose) => render(shown, onClose));
  };
}
