import { Trans, useLingui } from '@lingui/react';
import { Clock3 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from './avatar.js';
import { useChat } from './client-context.js';
import { clockText, dateTimeText, timeText } from './dates.js';
import { useDialogs } from './dialogs.js';
import type { Shown } from './message-shown.js';
import { PersonCard } from './person-card.js';
import { PersonName } from './person-name.js';
import { useRowTabIndex } from './row-tab-index.js';

interface RowEdgeProps extends Shown {
  startsGroup: boolean;
  /** The pointer or the keyboard is in this row. */
  active: boolean;
}

/** The avatar where a person begins to speak; the time of each further message while somebody is at it. */
export function RowEdge({ authorId, createdAt, state, startsGroup, active }: RowEdgeProps): ReactNode {
  const { i18n } = useLingui();
  const user = useChat((chat) => chat.users[authorId]);
  if (startsGroup) return <Avatar userId={authorId} user={user} />;
  return (
    <span aria-hidden className="w-9 shrink-0 pt-1 text-right text-xs text-quiet tabular-nums">
      {state === 'pending' ? (
        <Clock3 className="ml-auto size-3.5" />
      ) : (
        active && <span className="whitespace-nowrap">{clockText(i18n.locale, createdAt)}</span>
      )}
    </span>
  );
}

export function RowHead({ id, startsGroup, ...shown }: Shown & { id: string; startsGroup: boolean }): ReactNode {
  const { i18n } = useLingui();
  const { authorId, createdAt, state } = shown;
  const user = useChat((chat) => chat.users[authorId]);
  const show = useDialogs();
  const tabIndex = useRowTabIndex();
  const name = <PersonName id={`${id}-name`} userId={authorId} user={user} />;
  return (
    <header className={startsGroup ? 'flex items-baseline gap-2' : 'sr-only'}>
      {startsGroup && user !== undefined ? (
        <button
          type="button"
          tabIndex={tabIndex}
          className="flex min-w-0 rounded underline-offset-2 hover:underline"
          onClick={() => {
            show((onClose) => <PersonCard userId={authorId} onClose={onClose} />);
          }}
        >
          {name}
        </button>
      ) : (
        name
      )}
      <span
        id={`${id}-time`}
        className="shrink-0 text-xs text-quiet"
        title={startsGroup ? dateTimeText(i18n.locale, createdAt) : undefined}
      >
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
