import { memo, type ReactNode } from 'react';
import { partsOf } from '../state/links.js';
import { useChat } from './client-context.js';
import { useDialogs } from './dialogs.js';
import { EVERYBODY, type MentionPart, mentionParts, type Named, NOBODY } from './mention-parts.js';
import { PersonCard } from './person-card.js';
import { useRowTabIndex } from './row-tab-index.js';

interface MessageTextProps {
  text: string;
  named?: Named;
  /** Stands behind the last word. */
  mark?: ReactNode;
}

/**
 * Text as it was written, with web addresses as links and the people it names. Text nodes only: nothing a person writes
 * becomes markup.
 */
export const MessageText = memo(function MessageText({ text, named = NOBODY, mark }: MessageTextProps): ReactNode {
  const tabIndex = useRowTabIndex();
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {partsOf(text).map((part, index) =>
        part.href === null ? (
          mentionParts(part.text, named).map((piece, at) => <Piece key={`${index}-${at}`} piece={piece} />)
        ) : (
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            tabIndex={tabIndex}
            className="link"
          >
            {part.text}
          </a>
        ),
      )}
      {mark}
    </p>
  );
});

function Piece({ piece: { text, userId } }: { piece: MentionPart }): ReactNode {
  const show = useDialogs();
  const tabIndex = useRowTabIndex();
  const mine = useChat((state) => userId === EVERYBODY || (userId !== null && userId === state.me?.id));
  if (userId === null) return text;
  const look = mine ? 'bg-warning-soft text-warning' : 'bg-accent-soft text-accent';
  const className = `rounded px-0.5 font-semibold ${look}`;
  if (userId === EVERYBODY) return <mark className={className}>{text}</mark>;
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      data-mention={mine ? 'me' : 'other'}
      className={`inline text-start hover:underline ${className}`}
      onClick={() => {
        show((onClose) => <PersonCard userId={userId} onClose={onClose} />);
      }}
    >
      {text}
    </button>
  );
}
