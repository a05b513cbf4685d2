import { memo, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { TimelineItem } from '../state/timeline.js';
import { isBlocked } from '../state/selectors.js';
import { useChat } from './client-context.js';
import { BlockedMessage } from './blocked-message.js';
import { focusWhenShown } from './focus-when-shown.js';
import { MessageBody } from './message-body.js';
import { RowEdge, RowHead } from './message-head.js';
import { shownOf } from './message-shown.js';
import { MessageTools } from './message-tools.js';
import { RowTabIndex } from './row-tab-index.js';
import { useLongPress } from './use-long-press.js';
import { useRowActive } from './use-row-active.js';

interface MessageRowProps {
  message: TimelineItem['message'];
  entry: TimelineItem['entry'];
  startsGroup: boolean;
  tabStop: boolean;
  rowKey: string;
  position: number;
  /** Somebody just jumped here. */
  flash: boolean;
  onJump: (seq: number, from?: number) => void;
}

/** One message, stored or on its way. The same element stays when the server's row takes the entry's place. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps): ReactNode {
  const { message, entry, tabStop, position, flash, onJump } = props;
  const id = useId();
  const row = useRef<HTMLElement>(null);
  const shown = shownOf(message, entry);
  const author = useChat((state) => state.users[shown.authorId]);
  const blocked = useChat((state) => isBlocked(state, shown.authorId));
  const [unveiled, setUnveiled] = useState(false);
  const veiled = blocked && !unveiled;
  const { active, menu, setMenu, handlers, openMenu } = useRowActive(message !== null && !shown.deleted && !veiled);
  const hold = useLongPress(openMenu);
  useEffect(() => {
    if (flash && row.current) focusWhenShown(row.current, { preventScroll: true });
  }, [flash]);
  const startsGroup = props.startsGroup || (blocked && unveiled);
  return (
    <RowTabIndex value={tabStop ? 0 : -1}>
      <article
        ref={row}
        tabIndex={tabStop ? 0 : -1}
        aria-labelledby={veiled ? `${id}-text` : `${id}-head ${id}-text ${id}-files ${id}-failure`}
        aria-setsize={-1}
        aria-posinset={position}
        data-seq={message?.seq}
        data-row={props.rowKey}
        data-state={shown.state}
        className={`focus-inside relative px-4 py-0.5 hover:bg-panel md:px-6 ${menu ? 'bg-panel' : ''} ${startsGroup ? 'mt-3' : ''} ${flash ? 'flash' : ''}`}
        {...handlers}
      >
        {veiled ? (
          <BlockedMessage
            id={`${id}-text`}
            onShow={() => {
              setUnveiled(true);
            }}
          />
        ) : (
          // As wide as a text is to be, and as few elements as can be: thousands go by in a scroll.
          <div className="row-touch relative flow-root ps-12 pe-[max(0px,100%-51rem)]" {...hold}>
            <RowEdge {...shown} author={author} startsGroup={startsGroup} active={active} />
            <RowHead {...shown} id={`${id}-head`} author={author} startsGroup={startsGroup} />
            <MessageBody
              id={id}
              shown={shown}
              message={message}
              entry={entry}
              onJump={(seq) => {
                onJump(seq, message?.seq);
              }}
            />
          </div>
        )}
        {active && message && <MessageTools message={message} row={row} menu={menu} onMenu={setMenu} />}
      </article>
    </RowTabIndex>
  );
});
