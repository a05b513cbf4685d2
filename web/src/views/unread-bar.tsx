import { Trans } from '@lingui/react';
import { ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChannelState } from '../state/model.js';

interface UnreadBarProps {
  channel: ChannelState;
  unreadFrom: number | null;
  onJump: (seq: number) => void;
}

/** The way to the first unread message, where it is further back than what was fetched. */
export function UnreadBar({ channel, unreadFrom, onJump }: UnreadBarProps): ReactNode {
  const [first] = channel.rows;
  if (unreadFrom === null || !channel.loaded || !first || first.seq <= unreadFrom) return null;
  return (
    <button
      type="button"
      className="absolute top-2 left-1/2 inline-flex min-h-11 -translate-x-1/2 items-center gap-2 rounded-full border border-line bg-raised px-4 font-medium whitespace-nowrap shadow-md hover:bg-hover"
      onClick={() => {
        onJump(unreadFrom);
      }}
    >
      <ArrowUp aria-hidden className="size-4" />
      <Trans id="timeline.firstUnread" />
    </button>
  );
}
