import { useSyncExternalStore } from 'react';

/** There is room for the list of chats or for one chat, not for both. */
const narrowScreen = matchMedia('(width < 48rem)');

/** Where one is who has left a chat: at the list, or beside it in the general one. */
export const homePath = (): string => (narrowScreen.matches ? '/channels' : '/');

export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      narrowScreen.addEventListener('change', changed);
      return () => {
        narrowScreen.removeEventListener('change', changed);
      };
    },
    () => narrowScreen.matches,
  );
}
