import { Trans, useLingui } from '@lingui/react';
import { Clock3 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { Avatar } from './avatar.js';
import { clockText, dateTimeText, timeText } from './dates.js';
import { useDialogs } from './dialogs.js';
import type { Shown } from './message-shown.js';
import { PersonCard } from './person-card.js';
import { PersonName } from './person-name.js';
import { useRowTabIndex } from './row-tab-index.js';

interface RowProps extends Shown {
  author: UserView | null | undefined;
  startsGroup: boolean;
}

interface RowEdgeProps extends RowProps {
  /** The pointer or the keyboard is in this row. */
  active: boolean;
}

/** The avatar where a person begins to speak; the time of each further message while somebody is at it. */
export function RowEdge({ authorId, author, createdAt, state, startsGroup, active }: RowEdgeProps): ReactNode {
  const { i18n } = useLingui();
  if (startsGroup) return <Avatar userId={authorId} user={author} />;
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

export function RowHead({ id, authorId, author, createdAt, state, startsGroup }: RowProps & { id: string }): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  const tabIndex = useRowTabIndex();
  const name = <PersonName id={`${id}-name`} userId={authorId} user={author} />;
  return (
    <header className={startsGroup ? 'flex items-baseline gap-2' : 'sr-only'}>
      {startsGroup && author !== undefined ? (
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
