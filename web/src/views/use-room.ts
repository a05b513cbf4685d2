import { useShallow } from 'zustand/react/shallow';
import { type Room, roomOf } from '../state/room.js';
import { useChat } from './client-context.js';

/** The same while nothing happens there but talk: what shows it is not drawn again with each message. */
export function useRoom(channelId: string | undefined): Room | undefined {
  return useChat(
    useShallow((state) => {
      const view = channelId === undefined ? undefined : state.channels[channelId]?.view;
      return view && roomOf(view);
    }),
  );
}
