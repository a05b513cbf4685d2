import type { MessageView } from '../../../src/contract/views.js';
import type { OutboxEntry } from './model.js';

/** Shared by all tabs of this browser. */
export interface OutboxStorage {
  list(userId: string): Promise<OutboxEntry[]>;
  put(entry: OutboxEntry): Promise<void>;
  remove(clientId: string): Promise<void>;
}

/** What one tab tells the others. */
export type OutboxNews =
  { kind: 'changed' } | { kind: 'discarded'; clientId: string } | { kind: 'stored'; message: MessageView };

/** For browsers that forbid IndexedDB: sending works, a reload forgets what was unsent. */
export function createMemoryStorage(): OutboxStorage {
  const entries = new Map<string, OutboxEntry>();
  return {
    list: (userId) => Promise.resolve([...entries.values()].filter((entry) => entry.userId === userId)),
    put: (entry) => {
      entries.set(entry.clientId, entry);
      return Promise.resolve();
    },
    remove: (clientId) => {
      entries.delete(clientId);
      return Promise.resolve();
    },
  };
}
