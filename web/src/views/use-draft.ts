import { useStore } from 'zustand';
import { useClient } from './client-context.js';

/** What is begun in a channel, with every key; `useChat` does not tell of it. */
export function useDraft(channelId: string): string {
  return useStore(useClient().store, (state) => state.drafts[channelId] ?? '');
}
