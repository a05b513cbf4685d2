import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import type { ChatState, LocalUpload } from '../state/model.js';
import type { Room } from '../state/room.js';
import { AttachButton } from './attach-button.js';
import { useChat, useClient } from './client-context.js';
import { ComposerBanner } from './composer-banner.js';
import { ComposerBox } from './composer-box.js';
import { focusComposer, isComposerAwaited, useCaretAtEnd } from './composer-field.js';
import { useQuoted, useQuoteText } from './quote.js';
import { showsTyping } from './switches.js';
import { toTimelineEnd } from './timeline-ways.js';
import { Tray } from './tray.js';
import { useAttach } from './use-attach.js';
import { useCallEverybody } from './use-call-everybody.js';
import { useDraft } from './use-draft.js';

const NONE: readonly LocalUpload[] = [];

interface DraftComposerProps {
  room: Room;
  name: string;
  /** Something else was here, and had the focus. */
  takesFocus: boolean;
}

/** Where a new message is written; what was begun stays with its channel. */
export function DraftComposer({ room, name, takesFocus }: DraftComposerProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const { id } = room;
  const text = useDraft(id);
  const replyToId = useChat((state) => state.replyingTo[id]);
  const files = useChat((state) => state.tray[id]) ?? NONE;
  const area = useRef<HTMLTextAreaElement>(null);
  const attachButton = useRef<HTMLButtonElement>(null);
  const attach = useAttach(id);
  const ask = useCallEverybody(room);
  useFocus(area, replyToId, takesFocus || isComposerAwaited(id));
  useFocusAfterAdding(area, files.length);

  function send(): void {
    ask(text, () => {
      if (client.send(id, text, replyToId)) {
        client.setDraft(id, '');
        toTimelineEnd();
      }
      area.current?.focus();
    });
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && replyToId !== undefined) {
      event.preventDefault();
      client.setReplyingTo(id, null);
    }
    if (event.key !== 'ArrowUp' || text !== '' || event.shiftKey || event.altKey) return;
    const last = lastOfMine(client.store.getState(), id);
    if (!last) return;
    event.preventDefault();
    client.setEditing({ message: last, text: last.body });
  }

  return (
    <ComposerBox
      channelId={id}
      area={area}
      label={i18n._('composer.label', { name })}
      text={text}
      onText={(next) => {
        client.setDraft(id, next);
        client.typing(id, next.trim() !== '' && showsTyping.isOn());
      }}
      onSend={send}
      onKey={onKey}
      onBlur={() => {
        client.typing(id, false);
      }}
      onFiles={attach}
      mayBeEmpty={files.length > 0}
      start={<AttachButton button={attachButton} onFiles={attach} />}
      banner={
        <>
          {replyToId !== undefined && <ReplyBanner channelId={id} messageId={replyToId} />}
          <Tray channelId={id} files={files} onRemoved={() => attachButton.current?.focus()} />
        </>
      }
    />
  );
}

function lastOfMine({ me, channels }: ChatState, channelId: string): MessageView | undefined {
  return channels[channelId]?.rows.findLast((row) => row.authorId === me?.id && row.deletedAt === null);
}

function ReplyBanner({ channelId, messageId }: { channelId: string; messageId: string }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const { author, text } = useQuoteText(useQuoted(channelId, messageId));
  return (
    <ComposerBanner
      title={i18n._('composer.replyTo', { name: author ?? '' })}
      text={text}
      cancel={i18n._('composer.noReply')}
      onCancel={() => {
        client.setReplyingTo(channelId, null);
        focusComposer();
      }}
    />
  );
}

function useFocus(
  area: { current: HTMLTextAreaElement | null },
  replyToId: string | undefined,
  takesFocus: boolean,
): void {
  useCaretAtEnd(area);
  useEffect(() => {
    if (replyToId !== undefined || takesFocus) area.current?.focus();
    // Whether it takes the focus is a question of the moment it appears.
  }, [area, replyToId]);
}

/** The button that files were chosen with would open the same window again at Enter; the field sends. */
function useFocusAfterAdding(area: { current: HTMLTextAreaElement | null }, count: number): void {
  const before = useRef(count);
  useEffect(() => {
    if (count > before.current) area.current?.focus();
    before.current = count;
  }, [area, count]);
}
