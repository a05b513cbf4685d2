import { Trans } from '@lingui/react';
import { ArrowDown } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ChannelState } from '../state/model.js';
import { useChat } from './client-context.js';

interface NewMessagesChipProps {
  channel: ChannelState;
  sticks: boolean;
  onJump: () => void;
}

/** The way back to the end, with the number of messages that came since it was left. */
export function NewMessagesChip({ channel, sticks, onJump }: NewMessagesChipProps): ReactNode {
  const count = useUnseen(channel, sticks);
  if (sticks && channel.after === null) return null;
  return (
    <button
      type="button"
      onClick={onJump}
      className="absolute right-4 bottom-3 inline-flex min-h-11 items-center gap-2 rounded-full border border-line bg-raised px-4 font-medium shadow-md hover:bg-hover"
    >
      {count > 0 ? <Trans id="timeline.new" values={{ count }} /> : <Trans id="timeline.toEnd" />}
      <ArrowDown aria-hidden className="size-4" />
    </button>
  );
}

function useUnseen(channel: ChannelState, sticks: boolean): number {
  const me = useChat((state) => state.me?.id);
  const { lastSeq } = channel.view;
  const [seen, setSeen] = useState(lastSeq);
  if (sticks && channel.after === null && seen !== lastSeq) setSeen(lastSeq);
  // Whoever wrote has seen what was there.
  const known = Math.max(seen, channel.after ?? lastSeq, channel.ownSeq);
  const beyondWindow = Math.max(0, lastSeq - known);
  return beyondWindow + channel.rows.filter((row) => row.seq > seen && row.authorId !== me).length;
}
