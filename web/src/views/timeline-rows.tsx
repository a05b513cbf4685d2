import { useLingui } from '@lingui/react';
import { Fragment, type ReactElement, type ReactNode, type Ref, useMemo, useReducer } from 'react';
import { flushSync } from 'react-dom';
import { type CustomContainerComponentProps, Virtualizer } from 'virtua';
import type { ChannelState } from '../state/model.js';
import type { Step } from '../state/steady-items.js';
import { saidOf, type TimelineItem } from '../state/timeline.js';
import { dayText } from './dates.js';
import { MessageRow } from './message-row.js';
import { NoticeRow } from './notice-row.js';
import { DayLabel, UnreadLine } from './timeline-lines.js';
import { useFeedKeys } from './use-feed-keys.js';
import type { TimelineScroll } from './use-timeline-scroll.js';

/** Drawn beyond each edge of the screen: further up only on the way there, for at the end each message moves that edge. */
const BUFFER_PX = 200;
const BUFFER_AT_END_PX = 64;

interface TimelineRowsProps {
  label: string;
  channel: ChannelState;
  step: Step<TimelineItem>;
  scroll: TimelineScroll;
  /** Height of what is above the first row. */
  startHeight: number;
  /** The first message below the line "New messages"; null where none is drawn. */
  unreadFrom: number | null;
  flashed: number | null;
  onJump: (seq: number, from?: number) => void;
  /** Other rows may have come into view. */
  onLook: () => void;
}

/** The rows near the screen; those farther away are not drawn. */
export function TimelineRows(props: TimelineRowsProps): ReactNode {
  const { i18n } = useLingui();
  const { label, channel, step, scroll, unreadFrom, flashed, onLook } = props;
  const { items, shift, generation } = step;
  const { tabStop, ...keys } = useFeedKeys(items);
  // Not looked for again with each step of a scroll.
  const { lineAt, firstEntry, flashedAt } = useMemo(
    () => ({
      lineAt: items.findIndex(({ message }) => message !== null && message.seq >= (unreadFrom ?? Infinity)),
      firstEntry: items.findIndex(({ entry }) => entry !== null),
      flashedAt: flashed === null ? -1 : items.findIndex(({ message }) => message?.seq === flashed),
    }),
    [items, unreadFrom, flashed],
  );
  // At the very beginning of what is shown it may be one of an earlier page: no line then.
  const isLine = (index: number): boolean => index === lineAt && items[index]?.message?.seq === unreadFrom;
  const drawn = useDrawnItems(i18n.locale, props.onJump);
  const drawAtOnce = useDrawingAtOnce();
  const keepMounted = useMemo(() => [tabStop, flashedAt].filter((index) => index >= 0), [tabStop, flashedAt]);
  return (
    // A feed holds articles: where nobody has said anything there is none.
    <div
      role={tabStop < 0 ? 'group' : 'feed'}
      aria-label={label}
      aria-busy={channel.loading !== null}
      className="shrink-0 pb-3"
      {...keys}
    >
      <Virtualizer
        key={generation}
        ref={scroll.rows}
        as={Rows}
        scrollRef={scroll.scroller}
        data={items}
        shift={shift}
        bufferSize={scroll.sticks ? BUFFER_AT_END_PX : BUFFER_PX}
        startMargin={props.startHeight}
        keepMounted={keepMounted}
        onScroll={() => {
          drawAtOnce();
          scroll.onScroll();
          onLook();
        }}
        onScrollEnd={scroll.onScrollEnd}
        onResize={scroll.onResize}
      >
        {(item, index) =>
          drawn(item, {
            line: isLine(index),
            tabStop: index === tabStop,
            position: item.message?.seq ?? channel.view.lastSeq + 1 + index - firstEntry,
            flash: index === flashedAt,
          })
        }
      </Virtualizer>
    </div>
  );
}

/**
 * Draws what came into view within the frame that shows it. Left to itself virtua 0.54 draws it in a task behind that
 * frame: what one scrolls to quickly is white for a moment, and the next frame often has two steps to draw.
 */
function useDrawingAtOnce(): () => void {
  const [, draw] = useReducer((times: number) => times + 1, 0);
  return () => {
    flushSync(draw);
  };
}

interface Looks {
  line: boolean;
  tabStop: boolean;
  position: number;
  flash: boolean;
}

/** An item that looks as before is the same element, which React leaves alone: a new message draws one row, not thirty. */
function useDrawnItems(locale: string, onJump: TimelineRowsProps['onJump']) {
  const drawn = useMemo(() => new WeakMap<TimelineItem, { looks: string; element: ReactElement }>(), [locale, onJump]);
  return (item: TimelineItem, { line, tabStop, position, flash }: Looks): ReactElement => {
    const looks = `${line} ${tabStop} ${position} ${flash}`;
    const known = drawn.get(item);
    if (known?.looks === looks) return known.element;
    const element = (
      <Fragment key={item.key}>
        {item.startsDay && <DayLabel text={dayText(locale, saidOf(item).createdAt)} />}
        {line && <UnreadLine />}
        {item.notice ? (
          <NoticeRow notice={item.notice} />
        ) : (
          <MessageRow
            message={item.message}
            entry={item.entry}
            startsGroup={item.startsGroup || line}
            tabStop={tabStop}
            rowKey={item.key}
            position={position}
            flash={flash}
            onJump={onJump}
          />
        )}
      </Fragment>
    );
    drawn.set(item, { looks, element });
    return element;
  };
}

/** The list would take no clicks while it scrolls, which in a lively channel it always does. */
function Rows({ ref, style, children }: CustomContainerComponentProps & { ref?: Ref<HTMLDivElement> }): ReactNode {
  return (
    <div ref={ref} style={{ ...style, pointerEvents: undefined }}>
      {children}
    </div>
  );
}
