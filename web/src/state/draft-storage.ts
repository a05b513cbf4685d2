/** What a person has begun to write in a channel. */
export interface Draft {
  userId: string;
  channelId: string;
  text: string;
  replyToId?: string;
}

/** Shared by all tabs of this browser; holds one draft per person and channel. */
export interface DraftStorage {
  list(userId: string): Promise<Draft[]>;
  put(draft: Draft): Promise<void>;
  /** Keeps the draft unless one of this channel is there. */
  add(draft: Draft): Promise<void>;
  remove(userId: string, channelId: string): Promise<void>;
  removeAll(userId: string): Promise<void>;
}

/** For browsers that forbid IndexedDB: drafts last until the reload. */
export function createMemoryDrafts(): DraftStorage {
  const drafts = new Map<string, Draft>();
  const keyOf = (userId: string, channelId: string): string => `${userId} ${channelId}`;
  const put = (draft: Draft): Promise<void> => {
    drafts.set(keyOf(draft.userId, draft.channelId), draft);
    return Promise.resolve();
  };
  return {
    list: (userId) => Promise.resolve([...drafts.values()].filter((draft) => draft.userId === userId)),
    put,
    add: (draft) => (drafts.has(keyOf(draft.userId, draft.channelId)) ? Promise.resolve() : put(draft)),
    remove: (userId, channelId) => {
      drafts.delete(keyOf(userId, channelId));
      return Promise.resolve();
    },
    removeAll: (userId) => {
      for (const [key, draft] of drafts) if (draft.userId === userId) drafts.delete(key);
      return Promise.resolve();
    },
  };
}
