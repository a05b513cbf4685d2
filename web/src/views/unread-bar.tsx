import { Trans, useLingui } from '@lingui/react';
import { ArrowUp, MailCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ChannelState } from '../state/model.js';
import { useClient } from './client-context.js';

interface UnreadBarProps {
  channel: ChannelState;
  unreadFrom: number | null;
  onJump: (seq: number) => void;
}

/** How much is unread further back than what was fetched: the way to its beginning, and to be done with it. */
export function UnreadBar({ channel, unreadFrom, onJump }: UnreadBarProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [done, setDone] = useState<number | null>(null);
  const { loaded, rows, view } = channel;
  const [seen, setSeen] = useState({ unreadFrom, lastSeq: view.lastSeq });
  if (seen.unreadFrom !== unreadFrom) setSeen({ unreadFrom, lastSeq: view.lastSeq });
  const [first] = rows;
  if (unreadFrom === null || unreadFrom === done || !loaded || !first || first.seq <= unreadFrom) return null;
  // As many as there were when the reader came.
  const count = seen.lastSeq - unreadFrom + 1;
  return (
    <div className="absolute top-2 left-1/2 flex -translate-x-1/2 rounded-full border border-line bg-raised font-medium whitespace-nowrap shadow-md">
      <button
        type="button"
        className="focus-inside inline-flex min-h-11 items-center gap-2 rounded-s-full ps-4 pe-2 hover:bg-hover"
        title={i18n._('timeline.firstUnread')}
        onClick={() => {
          onJump(unreadFrom);
        }}
      >
        <ArrowUp aria-hidden className="size-4" />
        <Trans id="timeline.unreadCount" values={{ count }} />
      </button>
      <button
        type="button"
        className="icon-button focus-inside rounded-s-none rounded-e-full"
        aria-label={i18n._('chat.read')}
        title={i18n._('chat.read')}
        onClick={() => {
          client.readToEnd(view.id, view.lastSeq);
          setDone(unreadFrom);
        }}
      >
        <MailCheck aria-hidden className="size-4" />
      </button>
    </div>
  );
}
