import { Trans, useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import type { OutboxEntry } from '../state/model.js';
import { dateTimeText } from './dates.js';
import { Departing } from './departing.js';
import { FailedActions } from './failed-actions.js';
import { LikeChips } from './like-chips.js';
import type { Shown } from './message-shown.js';
import { MessageText } from './message-text.js';
import { NamedText, namesAnybody } from './named-text.js';
import { Quote } from './quote.js';
import { TakeBack } from './take-back.js';
import { Uploads } from './uploads.js';

interface MessageBodyProps {
  id: string;
  shown: Shown;
  message: MessageView | null;
  entry: OutboxEntry | null;
  onJump: (seq: number) => void;
}

export function MessageBody({ id, shown, message, entry, onJump }: MessageBodyProps): ReactNode {
  const { deleted, replyToId, channelId, editedAt, body, uploads, state } = shown;
  const hasText = body !== '' || editedAt !== null;
  const mark = editedAt !== null && <Edited at={editedAt} />;
  const text = { id: `${id}-text`, quiet: state === 'pending', text: body, mark };
  return (
    <>
      {replyToId !== null && !deleted && <Quote channelId={channelId} messageId={replyToId} onJump={onJump} />}
      {deleted && <Deleted id={`${id}-text`} />}
      {!deleted &&
        hasText &&
        (message && namesAnybody(message) ? <NamedText message={message} {...text} /> : <MessageText {...text} />)}
      {!deleted && uploads.length > 0 && <Uploads id={`${id}-files`} uploads={uploads} />}
      {entry && <Departing id={`${id}-files`} clientId={entry.clientId} />}
      {entry && !entry.failure && <TakeBack clientId={entry.clientId} createdAt={entry.createdAt} />}
      {message && !deleted && <LikeChips message={message} />}
      {entry?.failure && (
        <FailedActions id={`${id}-failure`} clientId={entry.clientId} body={entry.body} failure={entry.failure} />
      )}
    </>
  );
}

function Deleted({ id }: { id: string }): ReactNode {
  return (
    <p id={id} className="text-quiet italic">
      <Trans id="message.deleted" />
    </p>
  );
}

function Edited({ at }: { at: string }): ReactNode {
  const { i18n } = useLingui();
  return (
    <span className="text-xs whitespace-nowrap text-quiet" title={dateTimeText(i18n.locale, at)}>
      {' '}
      <Trans id="message.edited" />
    </span>
  );
}
