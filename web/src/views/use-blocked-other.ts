import type { Room } from '../state/room.js';
import { isBlocked, otherPerson } from '../state/selectors.js';
import { useChat } from './client-context.js';

/** The other person of a conversation, if I blocked them. */
export function useBlockedOther(room: Room): string | null {
  const myId = useChat((state) => state.me?.id ?? '');
  const other = otherPerson(room, myId);
  const blocked = useChat((state) => other !== null && isBlocked(state, other));
  return blocked ? other : null;
}
