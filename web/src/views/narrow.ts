import { useMedia } from './use-media.js';

/** There is room for the list of chats or for one chat, not for both. */
const narrowScreen = matchMedia('(width < 48rem)');

export const useNarrow = (): boolean => useMedia(narrowScreen);

/** Where one is who has left a chat: at the list, or beside it in the general one. */
export const homePath = (): string => (narrowScreen.matches ? '/channels' : '/');
