import { useRef } from 'react';
import { isSameRoom, type Room } from '../state/room.js';
import { useChat } from './client-context.js';

/** The same while nothing happens there but talk: what shows it is not drawn again with each message. */
export function useRoom(channelId: string | undefined): Room | undefined {
  const known = useRef<Room>(undefined);
  return useChat((state) => {
    const view = channelId === undefined ? undefined : state.channels[channelId]?.view;
    if (!isSameRoom(known.current, view)) known.current = view;
    return known.current;
  });
}
