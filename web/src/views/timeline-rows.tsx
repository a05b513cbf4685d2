import { useLingui } from '@lingui/react';
import { Fragment, type ReactNode } from 'react';
import type { ChannelState } from '../state/model.js';
import type { TimelineItem } from '../state/timeline.js';
import { dayText } from './dates.js';
import { MessageRow } from './message-row.js';
import { NoticeRow } from './notice-row.js';
import { DayLabel, UnreadLine } from './timeline-lines.js';
import { useFeedKeys } from './use-feed-keys.js';

interface TimelineRowsProps {
  label: string;
  channel: ChannelState;
  items: readonly TimelineItem[];
  /** The first message below the line "New messages"; null where none is drawn. */
  unreadFrom: number | null;
  flashed: number | null;
  onJump: (seq: number) => void;
}

export function TimelineRows({ label, channel, items, unreadFrom, flashed, onJump }: TimelineRowsProps): ReactNode {
  const { i18n } = useLingui();
  const { tabStop, ...keys } = useFeedKeys(items.flatMap((item) => clientIdOf(item) ?? []));
  const lineAt = items.findIndex(({ message }) => message !== null && message.seq >= (unreadFrom ?? Infinity));
  const firstEntry = items.findIndex(({ entry }) => entry !== null);
  // At the very beginning of what is shown it may be one of an earlier page: no line then.
  const isLine = (index: number): boolean => index === lineAt && items[index]?.message?.seq === unreadFrom;
  return (
    <div role="feed" aria-label={label} aria-busy={channel.loading !== null} {...keys}>
      {items.map((item, index) => (
        <Fragment key={item.key}>
          {item.startsDay && <DayLabel text={dayText(i18n.locale, createdAt(item))} />}
          {isLine(index) && <UnreadLine />}
          {item.notice ? (
            <NoticeRow notice={item.notice} />
          ) : (
            <MessageRow
              message={item.message}
              entry={item.entry}
              startsGroup={item.startsGroup || isLine(index)}
              tabStop={clientIdOf(item) === tabStop}
              position={item.message?.seq ?? channel.view.lastSeq + 1 + index - firstEntry}
              flash={flashed !== null && item.message?.seq === flashed}
              onJump={onJump}
            />
          )}
        </Fragment>
      ))}
    </div>
  );
}

function clientIdOf({ message, entry }: TimelineItem): string | undefined {
  return (message ?? entry)?.clientId;
}

function createdAt({ message, entry, notice }: TimelineItem): string {
  return (message ?? entry ?? notice).createdAt;
}
