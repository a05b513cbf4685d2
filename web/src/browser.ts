// The browser behind the small interfaces of the state layer.
import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import { v7 } from 'uuid';
import { Activity } from './state/activity.js';
import { systemClock } from './state/clock.js';
import { createMemoryDrafts, type Draft, type DraftStorage } from './state/draft-storage.js';
import type { Surroundings } from './state/life.js';
import type { OutboxEntry } from './state/model.js';
import { createMemorySnapshots, type Snapshot, type SnapshotStorage } from './state/snapshot.js';
import { createMemoryStorage, type OutboxNews, type OutboxStorage } from './state/outbox-storage.js';
import { openHttp } from './api/http.js';
import { openSocket } from './api/socket.js';
import { locks } from './locks.js';

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxEntry; indexes: { userId: string } };
  drafts: { key: [string, string]; value: Draft };
  snapshots: { key: string; value: Snapshot };
}

export function browserSurroundings(): Surroundings {
  const database = openDatabase();
  return {
    http: openHttp(),
    openSocket,
    clock: systemClock,
    storage: outboxIn(database),
    drafts: draftsIn(database),
    snapshots: snapshotsIn(database),
    tabs: otherTabs(),
    alone,
    // By time, so that the server's index of them grows at its end.
    newId: () => v7(),
    previewOf: (file) => (SHOWN.test(file.type) ? URL.createObjectURL(file) : null),
    forgetPreview: (address) => {
      URL.revokeObjectURL(address);
    },
  };
}

/** What every browser shows as a picture. */
const SHOWN = /^image\/(?:png|jpeg|gif|webp|avif)$/;

type Database = IDBPDatabase<Schema>;
type DraftsStore = IDBPObjectStore<Schema, ['drafts'], 'drafts', 'readwrite'>;

/** Null where the browser forbids it, and where a tab with an older version of this page does not let go of it. */
function openDatabase(): Promise<Database | null> {
  return new Promise((resolve) => {
    const none = (): void => {
      resolve(null);
    };
    openDB<Schema>('veche', 3, {
      upgrade: (db, before) => {
        if (before < 1) db.createObjectStore('outbox', { keyPath: 'clientId' }).createIndex('userId', 'userId');
        if (before < 2) db.createObjectStore('drafts', { keyPath: ['userId', 'channelId'] });
        if (before < 3) db.createObjectStore('snapshots');
      },
      blocked: none,
      blocking: (_, __, { target }) => {
        // A newer page is not to wait for this one, which goes on from memory.
        (target as IDBDatabase).close();
      },
    }).then(resolve, none);
  });
}

function outboxIn(database: Promise<Database | null>): OutboxStorage {
  const storage = database.then((db) => (db ? storedOutbox(db) : createMemoryStorage()));
  return {
    list: async (userId) => (await storage).list(userId),
    put: async (entry) => (await storage).put(entry),
    remove: async (clientId) => (await storage).remove(clientId),
  };
}

function storedOutbox(db: Database): OutboxStorage {
  return {
    list: (userId) => db.getAllFromIndex('outbox', 'userId', userId),
    put: async (entry) => {
      await db.put('outbox', entry);
    },
    remove: (clientId) => db.delete('outbox', clientId),
  };
}

function draftsIn(database: Promise<Database | null>): DraftStorage {
  const storage = database.then((db) => (db ? storedDrafts(db) : createMemoryDrafts()));
  return {
    list: async (userId) => (await storage).list(userId),
    put: async (draft) => (await storage).put(draft),
    add: async (draft) => (await storage).add(draft),
    remove: async (userId, channelId) => (await storage).remove(userId, channelId),
    removeAll: async (userId) => (await storage).removeAll(userId),
  };
}

function storedDrafts(db: Database): DraftStorage {
  const allOf = (userId: string): IDBKeyRange => IDBKeyRange.bound([userId], [userId, []]);
  const write = async (work: (drafts: DraftsStore) => Promise<unknown>): Promise<void> => {
    const { store, done } = db.transaction('drafts', 'readwrite');
    const worked = work(store);
    // Not left to itself: the page may be gone before the browser would do it.
    store.transaction.commit();
    await Promise.all([worked, done]);
  };
  return {
    list: (userId) => db.getAll('drafts', allOf(userId)),
    put: (draft) => write((drafts) => drafts.put(draft)),
    add: (draft) => write((drafts) => drafts.add(draft)),
    remove: (userId, channelId) => write((drafts) => drafts.delete([userId, channelId])),
    removeAll: (userId) => write((drafts) => drafts.delete(allOf(userId))),
  };
}

function snapshotsIn(database: Promise<Database | null>): SnapshotStorage {
  const storage = database.then((db) => (db ? storedSnapshots(db) : createMemorySnapshots()));
  return {
    read: async () => (await storage).read(),
    write: async (snapshot) => (await storage).write(snapshot),
    clear: async () => (await storage).clear(),
  };
}

/** What another build has written may look otherwise. */
const BUILD = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? '';

function storedSnapshots(db: Database): SnapshotStorage {
  return {
    read: async () => (await db.get('snapshots', BUILD)) ?? null,
    write: async (snapshot) => {
      const { store, done } = db.transaction('snapshots', 'readwrite');
      const written = Promise.all([store.clear(), store.put(snapshot, BUILD)]);
      // As with drafts: the page may be gone.
      store.transaction.commit();
      await Promise.all([written, done]);
    },
    clear: () => db.clear('snapshots'),
  };
}

function otherTabs(): Surroundings['tabs'] {
  if (!('BroadcastChannel' in window)) return { tell: () => undefined, listen: () => () => undefined };
  const line = new BroadcastChannel('veche-outbox');
  return {
    tell: (news) => {
      line.postMessage(news);
    },
    listen: (hear) => {
      const onMessage = (event: MessageEvent<OutboxNews>): void => {
        hear(event.data);
      };
      line.addEventListener('message', onMessage);
      return () => {
        line.removeEventListener('message', onMessage);
      };
    },
  };
}

/** Without locks the server's clientId rule carries alone. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  await (locks ? locks.request(name, work) : work());
}

const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

/** Tells whether somebody is at this screen, from now on. */
export function watchActivity(tell: (active: boolean) => void): void {
  const activity = new Activity(systemClock, tell);
  const onInput = (): void => {
    activity.input();
  };
  for (const event of INPUT) window.addEventListener(event, onInput, { passive: true, capture: true });
}
