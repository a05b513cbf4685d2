import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { generalOf } from '../state/selectors.js';
import { useChat } from './client-context.js';
import { MemberList } from './member-list.js';
import { PageHeader } from './page-header.js';

/** Everybody there is: everyone is in the general channel. */
export default function PeoplePage(): ReactNode {
  const { i18n } = useLingui();
  const general = useChat(generalOf);
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PageHeader title={i18n._('people.title')} />
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-4 md:px-6">
        <div className="mx-auto flex max-w-3xl flex-col gap-3">{general && <MemberList channel={general} />}</div>
      </div>
    </main>
  );
}
