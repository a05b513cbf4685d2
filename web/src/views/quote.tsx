import { useLingui } from '@lingui/react';
import { CornerUpRight } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import { isBlocked, quotedMessage } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';
import { nameOf } from './name-of.js';
import { useRowTabIndex } from './row-tab-index.js';
import { lineOf } from './uploads-text.js';

interface QuoteProps {
  channelId: string;
  messageId: string;
  onJump: (seq: number) => void;
}

/** What a message answers: who said it, and its first line; a press goes there. */
export function Quote({ channelId, messageId, onJump }: QuoteProps): ReactNode {
  const { i18n } = useLingui();
  const tabIndex = useRowTabIndex();
  const quoted = useQuoted(channelId, messageId);
  const { author, text } = useQuoteText(quoted);
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      disabled={!quoted}
      title={i18n._('quote.jump')}
      data-quote={messageId}
      className="mt-0.5 mb-0.5 flex max-w-full min-w-0 items-center gap-1.5 rounded border-l-2 border-accent bg-panel py-1 pr-2.5 pl-2 text-left text-sm text-quiet hover:bg-hover pointer-coarse:min-h-11"
      onClick={() => {
        if (quoted) onJump(quoted.seq);
      }}
    >
      <CornerUpRight aria-hidden className="size-3.5 shrink-0" />
      <span className="sr-only">{i18n._('quote.label')}</span>
      {author !== null && (
        <bdi className="max-w-[min(12rem,40vw)] shrink-0 truncate font-semibold text-ink">{author}</bdi>
      )}
      <span className="min-w-0 truncate" dir="auto">
        {text}
      </span>
    </button>
  );
}

export function useQuoted(channelId: string, messageId: string): MessageView | null | undefined {
  const client = useClient();
  const quoted = useChat((state) => {
    const channel = state.channels[channelId];
    return channel ? quotedMessage(state, channel, messageId) : null;
  });
  const authorId = quoted?.authorId;
  useEffect(() => {
    if (authorId !== undefined) client.people.need([authorId]);
  }, [client, authorId]);
  return quoted;
}

/** The words of a quote; a blocked person is not let in by this door either. */
export function useQuoteText(quoted: MessageView | null | undefined): { author: string | null; text: string } {
  const { i18n } = useLingui();
  const author = useChat((state) => (quoted ? nameOf(i18n, state.users[quoted.authorId], '') : null));
  const blocked = useChat((state) => (quoted ? isBlocked(state, quoted.authorId) : false));
  if (quoted === undefined) return { author: null, text: '…' };
  if (quoted === null || quoted.deletedAt !== null) return { author, text: i18n._('message.deleted') };
  if (blocked) return { author: null, text: i18n._('message.blocked') };
  return { author, text: lineOf(i18n, quoted) };
}
