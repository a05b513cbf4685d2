import { type AriaAttributes, type ReactNode, type RefObject, useRef, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ChannelKind } from '../../../src/contract/views.js';
import { type Order, reordered } from '../state/far-jumps.js';
import { lastMessageOf, visibleChannels } from '../state/selectors.js';
import { ChannelLink } from './channel-link.js';
import { useChat } from './client-context.js';

interface ChannelListProps extends Pick<AriaAttributes, 'aria-label' | 'aria-labelledby'> {
  kind: ChannelKind;
  /** Said where there is nothing to list. */
  empty?: string;
}

/** The chats of one kind. What is around them is not drawn again when something is said. */
export function ChannelList({ kind, empty, ...label }: ChannelListProps): ReactNode {
  const channels = useChat(useShallow((state) => visibleChannels(state).filter(({ view }) => view.kind === kind)));
  const list = useRef<HTMLUListElement>(null);
  const { jumps } = useOrder(
    channels.map(({ view }) => view.id),
    list,
  );
  if (channels.length === 0 && empty !== undefined) return <p className="px-2.5 py-1 text-sm text-quiet">{empty}</p>;
  return (
    <ul ref={list} {...label} className="flex flex-col gap-0.5">
      {channels.map((channel) => (
        <ChannelLink
          key={`${channel.view.id} ${jumps[channel.view.id] ?? 0}`}
          view={channel.view}
          last={lastMessageOf(channel)}
        />
      ))}
    </ul>
  );
}

function useOrder(ids: readonly string[], list: RefObject<HTMLElement | null>): Order {
  const [order, setOrder] = useState<Order>({ ids, jumps: {} });
  if (order.ids.length === ids.length && order.ids.every((id, place) => id === ids[place])) return order;
  const focused = list.current?.querySelector<HTMLElement>(':focus')?.closest('li')?.dataset['chat'];
  const next = reordered(order, ids, focused);
  setOrder(next);
  return next;
}
