import type { ChannelState } from '../state/model.js';
import { isBlocked, otherPerson } from '../state/selectors.js';
import { useChat } from './client-context.js';

/** The other person of a conversation, if I blocked them. */
export function useBlockedOther({ view }: ChannelState): string | null {
  const myId = useChat((state) => state.me?.id ?? '');
  const other = otherPerson(view, myId);
  const blocked = useChat((state) => other !== null && isBlocked(state, other));
  return blocked ? other : null;
}
