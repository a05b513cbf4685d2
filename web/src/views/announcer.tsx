import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import { plainText } from '../state/markdown.js';
import { isBlocked } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';
import { nameOf } from './name-of.js';
import { uploadsText } from './uploads-text.js';

const EVERY_MS = 1_000;
const ONE_BY_ONE = 3;
const KEPT = 5;

/**
 * Reads new messages of the open channel to screen readers. The timeline itself is not live: it would be read again
 * with every page of history.
 */
export function Announcer({ channelId }: { channelId: string }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const take = useNewRows(channelId);
  const [lines, setLines] = useState<readonly { number: number; text: string }[]>([]);

  useEffect(() => {
    const timer = setInterval(() => {
      const rows = take();
      if (rows.length === 0) return;
      const { users } = client.store.getState();
      const spoken =
        rows.length > ONE_BY_ONE
          ? [i18n._('announce.many', { count: rows.length })]
          : rows.map(({ authorId, body, uploads }) => {
              const said = [plainText(body), uploadsText(i18n, uploads)].filter(Boolean).join(' · ');
              return `${nameOf(i18n, users[authorId], '')}: ${said}`;
            });
      setLines((before) => {
        const next = (before.at(-1)?.number ?? 0) + 1;
        return [...before, ...spoken.map((text, index) => ({ number: next + index, text }))].slice(-KEPT);
      });
    }, EVERY_MS);
    return () => {
      clearInterval(timer);
    };
  }, [take, client, i18n]);

  return (
    <div role="log" aria-label={i18n._('announce.label')} className="sr-only">
      {lines.map(({ number, text }) => (
        <p key={number}>{text}</p>
      ))}
    </div>
  );
}

/** Gives what other people wrote since the last call; what was said before the channel was opened is not new. */
function useNewRows(channelId: string): () => MessageView[] {
  const client = useClient();
  const me = useChat((state) => state.me?.id);
  const told = useRef<number | null>(null);
  const [take] = useState(() => (): MessageView[] => {
    const state = client.store.getState();
    const channel = state.channels[channelId];
    if (!channel) return [];
    const since = told.current ?? channel.view.lastSeq;
    told.current = Math.max(since, channel.rows.at(-1)?.seq ?? 0);
    return channel.rows.filter(
      (row) => row.seq > since && row.authorId !== me && row.deletedAt === null && !isBlocked(state, row.authorId),
    );
  });
  useEffect(() => {
    take();
  }, [take]);
  return take;
}
