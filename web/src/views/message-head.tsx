import { useLingui } from '@lingui/react';
import { Clock3 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { Avatar } from './avatar.js';
import { clockText, dateTimeText, timeText } from './dates.js';
import { useDialogs } from './dialogs.js';
import type { Shown } from './message-shown.js';
import { nameOf } from './name-of.js';
import { PersonCard } from './person-card.js';
import { PersonName } from './person-name.js';
import { useRowTabIndex } from './row-tab-index.js';
import { TONE_TEXT, toneOf } from './tones.js';

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
  if (startsGroup) return <Avatar userId={authorId} user={author} className="absolute start-0 top-0" />;
  if (state !== 'pending' && !active) return null;
  return (
    <span aria-hidden className="absolute start-0 w-9 pt-1 text-right text-xs text-quiet tabular-nums">
      {state === 'pending' ? (
        <Clock3 className="ml-auto size-3.5" />
      ) : (
        <span className="whitespace-nowrap">{clockText(i18n.locale, createdAt)}</span>
      )}
    </span>
  );
}

/** Who said it, and when; where a person goes on speaking it is only for those who listen. */
export function RowHead(props: RowProps & { id: string }): ReactNode {
  const { id, authorId, author, createdAt, state, startsGroup } = props;
  const { i18n } = useLingui();
  const show = useDialogs();
  const tabIndex = useRowTabIndex();
  const time = state === 'pending' ? i18n._('message.sending') : timeText(i18n.locale, createdAt);
  if (!startsGroup) return <header id={id} className="sr-only">{`${nameOf(i18n, author)} ${time}`}</header>;
  return (
    <header id={id} className="flex items-baseline gap-2">
      {author === undefined ? (
        <PersonName userId={authorId} user={author} />
      ) : (
        <button
          type="button"
          dir="auto"
          tabIndex={tabIndex}
          className={`min-w-0 truncate rounded font-semibold underline-offset-2 hover:underline ${TONE_TEXT[toneOf(authorId)] ?? ''}`}
          onClick={() => {
            show((onClose) => <PersonCard userId={authorId} onClose={onClose} />);
          }}
        >
          {nameOf(i18n, author)}
        </button>
      )}
      <span
        className="inline-flex shrink-0 items-center gap-1 text-xs text-quiet"
        // Not written before somebody asks: it takes as long as all else here.
        onPointerOver={({ currentTarget }) => {
          currentTarget.title = dateTimeText(i18n.locale, createdAt);
        }}
      >
        {state === 'pending' && <Clock3 aria-hidden className="size-3" />}
        {time}
      </span>
    </header>
  );
}
