import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import type { ChannelState } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { ComposerBanner } from './composer-banner.js';
import { ComposerBox } from './composer-box.js';
import { useQuoted, useQuoteText } from './quote.js';

interface DraftComposerProps {
  channel: ChannelState;
  name: string;
  /** Something else was here, and had the focus. */
  takesFocus: boolean;
}

/** Where a new message is written; what was begun stays with its channel. */
export function DraftComposer({ channel, name, takesFocus }: DraftComposerProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const { id } = channel.view;
  const text = useChat((state) => state.drafts[id] ?? '');
  const replyToId = useChat((state) => state.replyingTo[id]);
  const area = useRef<HTMLTextAreaElement>(null);
  useFocus(area, replyToId, takesFocus);

  function send(): void {
    if (client.send(id, text, replyToId)) client.setDraft(id, '');
    area.current?.focus();
  }

  function onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && replyToId !== undefined) {
      event.preventDefault();
      client.setReplyingTo(id, null);
    }
    if (event.key !== 'ArrowUp' || text !== '' || event.shiftKey) return;
    const { me } = client.store.getState();
    const last = channel.rows.findLast((row) => row.authorId === me?.id && row.deletedAt === null);
    if (!last) return;
    event.preventDefault();
    client.setEditing({ channelId: id, messageId: last.id });
  }

  return (
    <ComposerBox
      channelId={id}
      area={area}
      label={i18n._('composer.label', { name })}
      text={text}
      onText={(next) => {
        client.setDraft(id, next);
        client.typing(id, next.trim() !== '');
      }}
      onSend={send}
      onKey={onKey}
      onBlur={() => {
        client.typing(id, false);
      }}
      banner={replyToId !== undefined && <ReplyBanner channelId={id} messageId={replyToId} />}
    />
  );
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
      }}
    />
  );
}

function useFocus(
  area: { current: HTMLTextAreaElement | null },
  replyToId: string | undefined,
  takesFocus: boolean,
): void {
  useEffect(() => {
    if (replyToId !== undefined || takesFocus) area.current?.focus();
    // Whether it takes the focus is a question of the moment it appears.
  }, [area, replyToId]);
}
