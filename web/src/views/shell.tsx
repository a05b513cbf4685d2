import { useLingui } from '@lingui/react';
import { Activity, type ReactNode, useEffect, useRef } from 'react';
import { BottomBar } from './bottom-bar.js';
import { ConnectionBanner } from './connection-banner.js';
import { focusHeading, keepFocus } from './keep-focus.js';
import { Keys } from './keys.js';
import { useNarrow } from './narrow.js';
import { Sidebar } from './sidebar.js';

interface ShellProps {
  /** Which of the two a narrow screen shows; a wide one shows both. The other one is kept unseen: twice as fast. */
  pane: 'list' | 'main';
  children: ReactNode;
}

export function Shell({ pane, children }: ShellProps): ReactNode {
  const { i18n } = useLingui();
  const narrow = useNarrow();
  useEffect(keepFocus, []);
  const shown = useRef(pane);
  useEffect(() => {
    if (narrow && shown.current !== pane) focusHeading();
    shown.current = pane;
  }, [narrow, pane]);
  return (
    <div className="flex min-h-0 w-full flex-1 flex-col pr-[env(safe-area-inset-right)] pl-[env(safe-area-inset-left)]">
      <ConnectionBanner />
      <div className="flex min-h-0 flex-1 overflow-hidden">
        {narrow && (
          <Activity mode={pane === 'list' ? 'visible' : 'hidden'}>
            <main className="flex min-w-0 flex-1">
              <Sidebar title={<h1>{i18n._('app.name')}</h1>} />
            </main>
          </Activity>
        )}
        {!narrow && (
          <aside aria-label={i18n._('app.name')} className="flex w-[18rem] shrink-0 border-r border-line">
            <Sidebar title={<p>{i18n._('app.name')}</p>} />
          </aside>
        )}
        <Activity mode={!narrow || pane === 'main' ? 'visible' : 'hidden'}>{children}</Activity>
      </div>
      {narrow && <BottomBar />}
      <Keys />
    </div>
  );
}
