import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { useChat } from './client-context.js';
import { MemberList } from './member-list.js';
import { usePageTitle } from './page-title.js';

/** Everybody there is: everyone is in the general channel. */
export default function PeoplePage(): ReactNode {
  const { i18n } = useLingui();
  const title = i18n._('people.title');
  const general = useChat((state) => Object.values(state.channels).find(({ view }) => view.kind === 'general'));
  usePageTitle(title);
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col">
      <header className="flex min-h-14 items-center border-b border-line px-4 pt-[env(safe-area-inset-top)] md:px-6">
        <h1 className="font-semibold">{title}</h1>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 md:px-6">
        <div className="mx-auto flex max-w-3xl flex-col gap-3">{general && <MemberList channel={general} />}</div>
      </div>
    </main>
  );
}
