import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import { totals } from '../state/selectors.js';
import { useChat } from './client-context.js';
import { Sidebar } from './sidebar.js';

interface ShellProps {
  /** Which of the two a narrow screen shows; a wide one shows both. */
  pane: 'list' | 'main';
  children: ReactNode;
}

export function Shell({ pane, children }: ShellProps): ReactNode {
  const { i18n } = useLingui();
  const narrow = useNarrow();
  useTitle(i18n._('app.name'));
  return (
    <div className="flex h-dvh w-full overflow-hidden pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)]">
      {narrow && pane === 'list' && (
        <main className="flex min-w-0 flex-1">
          <Sidebar title={<h1>{i18n._('app.name')}</h1>} />
        </main>
      )}
      {!narrow && (
        <aside aria-label={i18n._('app.name')} className="flex w-72 shrink-0 border-r border-line">
          <Sidebar title={<p>{i18n._('app.name')}</p>} />
        </aside>
      )}
      {(!narrow || pane === 'main') && children}
    </div>
  );
}

/** What waits is seen from another tab too. */
function useTitle(name: string): void {
  const unread = useChat((state) => totals(state).unread);
  useEffect(() => {
    document.title = unread > 0 ? `(${unread}) ${name}` : name;
  }, [name, unread]);
  useEffect(
    () => () => {
      document.title = name;
    },
    [name],
  );
}

const narrowScreen = matchMedia('(width < 48rem)');

function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrowScreen.addEventListener('change', changed);
      return () => {
        narrowScreen.removeEventListener('change', changed);
      };
    },
    () => narrowScreen.matches,
  );
}
