// The browser behind the small interfaces of the state layer.
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { Activity } from './state/activity.js';
import { systemClock } from './state/clock.js';
import type { Surroundings } from './state/life.js';
import type { OutboxEntry } from './state/model.js';
import { createMemoryStorage, type OutboxNews, type OutboxStorage } from './state/outbox-storage.js';
import { openHttp } from './api/http.js';
import { openSocket } from './api/socket.js';

interface Schema extends DBSchema {
  outbox: { key: string; value: OutboxEntry; indexes: { userId: string } };
}

export function browserSurroundings(): Surroundings {
  return {
    http: openHttp(),
    openSocket,
    clock: systemClock,
    storage: browserStorage(),
    tabs: otherTabs(),
    alone,
    newId,
  };
}

function browserStorage(): OutboxStorage {
  const opened = openDB<Schema>('veche', 1, {
    upgrade: (db) => {
      db.createObjectStore('outbox', { keyPath: 'clientId' }).createIndex('userId', 'userId');
    },
  }).then(storageIn, createMemoryStorage);
  return {
    list: async (userId) => (await opened).list(userId),
    put: async (entry) => (await opened).put(entry),
    remove: async (clientId) => (await opened).remove(clientId),
  };
}

function storageIn(db: IDBPDatabase<Schema>): OutboxStorage {
  return {
    list: (userId) => db.getAllFromIndex('outbox', 'userId', userId),
    put: async (entry) => {
      await db.put('outbox', entry);
    },
    remove: (clientId) => db.delete('outbox', clientId),
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

/** Plain http on a local network is no secure context: no locks there, and the server's clientId rule carries alone. */
const locks = (navigator as { locks?: LockManager }).locks;

async function alone(name: string, work: () => Promise<void>): Promise<void> {
  await (locks ? locks.request(name, work) : work());
}

/** A random UUID; `crypto.randomUUID` is missing outside secure contexts. */
function newId(): string {
  if ('randomUUID' in crypto) return crypto.randomUUID();
  const bytes = (crypto as Crypto).getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
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
