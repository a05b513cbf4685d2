import { useLingui } from '@lingui/react';
import { Fragment, type ReactNode, useCallback, useEffect, useMemo } from 'react';
import type { ChannelState } from '../state/model.js';
import { type TimelineItem, timelineOf } from '../state/timeline.js';
import { useChat, useClient } from './client-context.js';
import { dayText } from './dates.js';
import { MessageRow } from './message-row.js';
import { NewMessagesChip } from './new-messages-chip.js';
import { TimelineStart } from './timeline-start.js';
import { useFeedKeys } from './use-feed-keys.js';
import { useTimelineScroll } from './use-timeline-scroll.js';

interface TimelineProps {
  channel: ChannelState;
  name: string;
}

export function Timeline({ channel, name }: TimelineProps): ReactNode {
  const { i18n } = useLingui();
  const outbox = useChat((state) => state.outbox);
  const items = useMemo(() => timelineOf(channel, outbox), [channel, outbox]);
  const { scroller, content, onScroll, sticks, toEnd } = useTimelineScroll(useEdges(channel));
  const goToEnd = useGoToEnd(channel, toEnd);
  const { tabStop, ...keys } = useFeedKeys(items.map(clientIdOf));
  useFollowing(channel.view.id, sticks);
  useOwnSends(goToEnd);
  const base = channel.view.lastSeq - (items.length - 1);

  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={scroller}
        onScroll={onScroll}
        className="relative h-full overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      >
        <div ref={content} className="flex min-h-full flex-col justify-end pb-3">
          <TimelineStart channel={channel} />
          <div
            role="feed"
            aria-label={i18n._('timeline.label', { name })}
            aria-busy={channel.loading !== null}
            {...keys}
          >
            {items.map((item, index) => (
              <Fragment key={item.key}>
                {item.startsDay && <DayLabel text={dayText(i18n.locale, (item.message ?? item.entry).createdAt)} />}
                <MessageRow
                  message={item.message}
                  entry={item.entry}
                  startsGroup={item.startsGroup}
                  tabStop={clientIdOf(item) === tabStop}
                  position={item.message?.seq ?? Math.max(1, base + index)}
                />
              </Fragment>
            ))}
          </div>
        </div>
      </div>
      <NewMessagesChip channel={channel} sticks={sticks} onJump={goToEnd} />
    </div>
  );
}

function clientIdOf({ message, entry }: TimelineItem): string {
  return (message ?? entry).clientId;
}

function DayLabel({ text }: { text: string }): ReactNode {
  return (
    <div className="mt-5 mb-1 flex items-center gap-3 px-4 text-xs font-medium text-quiet md:px-6">
      <span className="h-px flex-1 bg-line" />
      {text}
      <span className="h-px flex-1 bg-line" />
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
    if (after !== null) client.load(id, 'newest');
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
