import { Trans, useLingui } from '@lingui/react';
import { Clock3 } from 'lucide-react';
import { memo, type ReactNode, useId } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import type { OutboxEntry } from '../state/model.js';
import type { TimelineItem } from '../state/timeline.js';
import { Avatar } from './avatar.js';
import { useChat } from './client-context.js';
import { clockText, dateTimeText, timeText } from './dates.js';
import { FailedActions } from './failed-actions.js';
import { MessageText } from './message-text.js';
import { PersonName } from './person-name.js';

interface MessageRowProps {
  message: TimelineItem['message'];
  entry: TimelineItem['entry'];
  startsGroup: boolean;
  tabStop: boolean;
  position: number;
}

/** One message, stored or on its way. The same element stays when the server's row takes the entry's place. */
export const MessageRow = memo(function MessageRow({
  message,
  entry,
  startsGroup,
  ...row
}: MessageRowProps): ReactNode {
  const id = useId();
  const shown = shownOf(message, entry);
  return (
    <article
      tabIndex={row.tabStop ? 0 : -1}
      aria-labelledby={`${id}-name ${id}-time ${id}-text`}
      aria-setsize={-1}
      aria-posinset={row.position}
      data-seq={message?.seq}
      data-client-id={shown.clientId}
      data-state={shown.state}
      className={`focus-inside group flex gap-3 px-4 py-0.5 hover:bg-panel md:px-6 ${startsGroup ? 'mt-3' : ''}`}
    >
      <RowEdge {...shown} startsGroup={startsGroup} />
      <div className="max-w-3xl min-w-0 flex-1">
        <RowHead {...shown} id={id} startsGroup={startsGroup} />
        <div id={`${id}-text`} className={shown.state === 'pending' ? 'text-quiet' : ''}>
          {shown.deleted ? <Deleted /> : <MessageText text={shown.body} />}
          {shown.editedAt !== null && !shown.deleted && <Edited at={shown.editedAt} />}
        </div>
        {entry?.failure && <FailedActions clientId={entry.clientId} body={entry.body} failure={entry.failure} />}
      </div>
    </article>
  );
});

interface Shown {
  authorId: string;
  clientId: string;
  body: string;
  createdAt: string;
  editedAt: string | null;
  deleted: boolean;
  state: 'pending' | 'stored' | 'failed';
}

function shownOf(message: MessageView | null, entry: OutboxEntry | null): Shown {
  if (message) return { ...message, deleted: message.deletedAt !== null, state: 'stored' };
  if (!entry) throw new Error('A row is of a message or of an entry');
  const state = entry.failure ? 'failed' : 'pending';
  return { ...entry, authorId: entry.userId, editedAt: null, deleted: false, state };
}

/** The avatar where a person begins to speak; the time of each further message when the pointer is on it. */
function RowEdge({ authorId, createdAt, state, startsGroup }: Shown & { startsGroup: boolean }): ReactNode {
  const { i18n } = useLingui();
  const user = useChat((chat) => chat.users[authorId]);
  if (startsGroup) return <Avatar userId={authorId} user={user} />;
  return (
    <span aria-hidden className="w-9 shrink-0 pt-1 text-right text-xs text-quiet tabular-nums">
      {state === 'pending' ? (
        <Clock3 className="ml-auto size-3.5" />
      ) : (
        <span className="whitespace-nowrap opacity-0 group-hover:opacity-100">{clockText(i18n.locale, createdAt)}</span>
      )}
    </span>
  );
}

function RowHead({
  id,
  authorId,
  createdAt,
  state,
  startsGroup,
}: Shown & { id: string; startsGroup: boolean }): ReactNode {
  const { i18n } = useLingui();
  const user = useChat((chat) => chat.users[authorId]);
  return (
    <header className={startsGroup ? 'flex items-baseline gap-2' : 'sr-only'}>
      <PersonName id={`${id}-name`} userId={authorId} user={user} />
      <span id={`${id}-time`} className="shrink-0 text-xs text-quiet" title={dateTimeText(i18n.locale, createdAt)}>
        {state === 'pending' ? (
          <span className="inline-flex items-center gap-1">
            <Clock3 aria-hidden className="size-3" />
            <Trans id="message.sending" />
          </span>
        ) : (
          timeText(i18n.locale, createdAt)
        )}
      </span>
    </header>
  );
}

function Deleted(): ReactNode {
  return (
    <p className="text-quiet italic">
      <Trans id="message.deleted" />
    </p>
  );
}

function Edited({ at }: { at: string }): ReactNode {
  const { i18n } = useLingui();
  return (
    <span className="text-xs text-quiet" title={dateTimeText(i18n.locale, at)}>
      <Trans id="message.edited" />
    </span>
  );
}
