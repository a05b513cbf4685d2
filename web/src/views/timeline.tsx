import { useLingui } from '@lingui/react';
import { memo, type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { ChannelState } from '../state/model.js';
import type { Room } from '../state/room.js';
import { timelineOf } from '../state/timeline.js';
import { useChat, useClient } from './client-context.js';
import { DayPill } from './day-pill.js';
import { DropTarget } from './drop-target.js';
import { follow } from './named-message.js';
import { NewMessagesChip } from './new-messages-chip.js';
import { opensAtNewest } from './switches.js';
import { TimelineRows } from './timeline-rows.js';
import { FailedPage, failedAt, TimelineStart } from './timeline-start.js';
import { useTimelineWays } from './timeline-ways.js';
import { UnreadBar } from './unread-bar.js';
import { useHeight } from './use-height.js';
import { useJump } from './use-jump.js';
import { useReading, useUnreadLine } from './use-reading.js';
import { useOnTheirWay } from './use-on-their-way.js';
import { useSteadyItems } from './use-steady-items.js';
import { type TimelineScroll, useTimelineScroll } from './use-timeline-scroll.js';
import { useVisit } from './use-visit.js';

export interface TimelineProps {
  room: Room;
  name: string;
}

/** What was said in a channel. Of all that is on the screen beside it nothing is drawn again with each message. */
export const Timeline = memo(function Timeline({ room, name }: TimelineProps): ReactNode {
  const channel = useChat((state) => state.channels[room.id]);
  return (
    <DropTarget room={room} name={name}>
      {channel && <ChannelTimeline channel={channel} name={name} />}
    </DropTarget>
  );
});

function ChannelTimeline({ channel, name }: { channel: ChannelState; name: string }): ReactNode {
  const { i18n } = useLingui();
  const { id } = channel.view;
  const visit = useVisit();
  const waiting = useOnTheirWay();
  const scroller = useRef<HTMLDivElement>(null);
  const { rows, notices, after, loading, failedLoading } = channel;
  const step = useSteadyItems(
    // Of the channel more changes than what is shown: with each page twice.
    useMemo(() => timelineOf(channel, waiting), [id, rows, notices, after, waiting]),
    scroller,
  );
  const start = useRef<HTMLDivElement>(null);
  const startHeight = useHeight(start);
  const isNewest = after === null || loading === 'newest' || failedLoading === 'newest';
  const edges = useEdges(channel);
  const scroll = useTimelineScroll({ scroller, channelId: id, items: step.items, isNewest, startHeight, ...edges });
  const { sticks, toEnd } = scroll;
  /** The visit in which the reader has been brought where the channel opens, or went to its end before. */
  const opened = useRef<number | null>(null);
  const goToEnd = useGoToEnd(channel, opened, visit, toEnd);
  const unreadFrom = useUnreadLine(channel, visit);
  const look = useReading(channel, scroller);
  const { flashed, jump, goBack } = useJump(channel, visit, scroll);
  const onward = useCallback(() => {
    if (!goBack()) goToEnd();
  }, [goBack, goToEnd]);
  useTimelineWays({ scroller, toEnd: goToEnd, unreadFrom, jump });
  useFollowing(id, sticks);
  useFirstView(opened, channel.loaded, visit, unreadFrom, scroll);

  return (
    <>
      <div
        ref={scroller}
        className="relative flex h-full flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div ref={start} className="flex shrink-0 grow flex-col justify-end">
          <TimelineStart channel={channel} />
        </div>
        <TimelineRows
          label={i18n._('timeline.label', { name })}
          channel={channel}
          step={step}
          scroll={scroll}
          startHeight={startHeight}
          unreadFrom={unreadFrom}
          flashed={flashed}
          onJump={jump}
          onLook={look}
        />
        {failedAt(channel) === 'end' && <FailedPage channel={channel} />}
      </div>
      {/* At the end it is the list that moves, and not the reader. */}
      {!sticks && <DayPill scroller={scroller} topItem={scroll.topItem} />}
      {failedAt(channel) === 'instead' && <FailedPage channel={channel} floats />}
      <UnreadBar channel={channel} unreadFrom={unreadFrom} onJump={jump} />
      <NewMessagesChip key={visit} channel={channel} sticks={sticks} onJump={onward} />
    </>
  );
}

/** Fetches further pages when the reader comes near an end; what failed comes by itself. */
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

function useGoToEnd(
  { view: { id }, after, loading, failedLoading, loaded }: ChannelState,
  opened: { current: number | null },
  visit: number,
  toEnd: () => void,
): () => void {
  const client = useClient();
  return useCallback(() => {
    // Whoever goes there before anything is shown is not taken to what the address names, or where they were.
    if (!loaded) follow();
    opened.current = visit;
    if (after !== null || [loading, failedLoading].includes('around')) client.backToNewest(id);
    toEnd();
  }, [client, id, after, loading, failedLoading, loaded, opened, visit, toEnd]);
}

function useFollowing(channelId: string, sticks: boolean): void {
  const client = useClient();
  useEffect(() => {
    client.setFollowing(channelId, sticks);
  }, [client, channelId, sticks]);
}

/**
 * A channel opens where its unread messages begin, with some read ones above; without any, or for who wishes so, where it
 * was left, or at its end.
 */
function useFirstView(
  opened: { current: number | null },
  loaded: boolean,
  visit: number,
  unreadFrom: number | null,
  { reveal, restore }: TimelineScroll,
): void {
  useLayoutEffect(() => {
    if (opened.current === visit || !loaded) return;
    opened.current = visit;
    if (unreadFrom === null || opensAtNewest.isOn() || !reveal(unreadFrom)) restore();
  });
}
