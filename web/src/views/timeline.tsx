import { useLingui } from '@lingui/react';
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { ChannelState } from '../state/model.js';
import { timelineOf } from '../state/timeline.js';
import { useChat, useClient } from './client-context.js';
import { NewMessagesChip } from './new-messages-chip.js';
import { TimelineRows } from './timeline-rows.js';
import { TimelineStart } from './timeline-start.js';
import { UnreadBar } from './unread-bar.js';
import { useJump } from './use-jump.js';
import { useReading, useUnreadLine } from './use-reading.js';
import { useTimelineScroll } from './use-timeline-scroll.js';

interface TimelineProps {
  channel: ChannelState;
  name: string;
}

export function Timeline({ channel, name }: TimelineProps): ReactNode {
  const { i18n } = useLingui();
  const outbox = useChat((state) => state.outbox);
  const items = useMemo(() => timelineOf(channel, outbox), [channel, outbox]);
  const { scroller, content, onScroll, sticks, toEnd, reveal } = useTimelineScroll(useEdges(channel));
  const goToEnd = useGoToEnd(channel, toEnd);
  const unreadFrom = useUnreadLine(channel);
  const look = useReading(channel, scroller);
  const { flashed, jump } = useJump(channel, reveal);
  useFollowing(channel.view.id, sticks);
  useOwnSends(goToEnd);
  useFirstView(channel.loaded, unreadFrom, reveal, onScroll);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        onScroll={() => {
          onScroll();
          look();
        }}
        className="relative h-full overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div ref={content} className="flex min-h-full flex-col justify-end pb-3">
          <TimelineStart channel={channel} />
          <TimelineRows
            label={i18n._('timeline.label', { name })}
            channel={channel}
            items={items}
            unreadFrom={unreadFrom}
            flashed={flashed}
            onJump={jump}
          />
        </div>
      </div>
      <UnreadBar channel={channel} unreadFrom={unreadFrom} onJump={jump} />
      <NewMessagesChip channel={channel} sticks={sticks} onJump={goToEnd} />
    </div>
  );
}

/** Fetches further pages when the reader comes near an end; after a failure only when asked to. */
function useEdges({ view: { id }, loaded, before, after, loading, failedLoading }: ChannelState) {
  const client = useClient();
  const idle = loaded && loading === null && failedLoading === null;
  const nearStart = useCallback(() => {
    if (idle && before !== null) client.load(id, 'older');
  }, [client, id, idle, before]);
  const nearEnd = useCallback(() => {
    if (idle && after !== null) client.load(id, 'newer');
  }, [client, id, idle, after]);
  return { nearStart, nearEnd };
}

function useGoToEnd({ view: { id }, after }: ChannelState, toEnd: () => void): () => void {
  const client = useClient();
  return useCallback(() => {
    if (after !== null) client.backToNewest(id);
    toEnd();
  }, [client, id, after, toEnd]);
}

function useFollowing(channelId: string, sticks: boolean): void {
  const client = useClient();
  useEffect(() => {
    client.setFollowing(channelId, sticks);
  }, [client, channelId, sticks]);
}

/** Writing something brings the writer to the end. */
function useOwnSends(goToEnd: () => void): void {
  const newest = useChat((state) => state.outbox.at(-1)?.clientId);
  useEffect(() => {
    if (newest !== undefined) goToEnd();
    // Only a new entry moves the list, not a new way of moving it.
  }, [newest]);
}

/** A channel opens where its unread messages begin, with some read ones above; without any, at its end. */
function useFirstView(
  loaded: boolean,
  unreadFrom: number | null,
  reveal: (seq: number) => HTMLElement | null,
  onScroll: () => void,
): void {
  const opened = useRef(false);
  useLayoutEffect(() => {
    if (opened.current || !loaded) return;
    opened.current = true;
    // Where all of it fits on the screen, this is the end.
    if (unreadFrom !== null && reveal(unreadFrom)) onScroll();
  });
}
