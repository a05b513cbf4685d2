// What was seen last, for a start without a server.
import type { UserView } from '../../../src/contract/views.js';
import type { Clock } from './clock.js';
import type { ChannelState, ChatState, OwnLikes } from './model.js';
import { likesOfRows } from './own-likes.js';
import type { ChatStore } from './store.js';

const REST_MS = 10_000;
/** With more channels nothing is kept: half a list would look as if the others were gone. */
const MAX_CHANNELS = 1_000;
const MAX_USERS = 1_000;
const MAX_ROWS = 50;

export interface Snapshot extends Pick<ChatState, 'channels' | 'users' | 'blocked'> {
  me: UserView;
  myLikes: Readonly<Record<string, OwnLikes>>;
  epoch: string;
}

/** Shared by all tabs of this browser; holds one snapshot, of the person who is signed in. */
export interface SnapshotStorage {
  read(): Promise<Snapshot | null>;
  write(snapshot: Snapshot): Promise<void>;
  clear(): Promise<void>;
}

export interface SnapshotsDeps {
  store: ChatStore;
  snapshots: SnapshotStorage;
  clock: Pick<Clock, 'wait'>;
}

/** Writes down what is held, some seconds after it changed. */
export class Snapshots {
  private waiting = false;
  private stopped = false;
  private readonly deaf: () => void;

  constructor(private readonly deps: SnapshotsDeps) {
    this.deaf = deps.store.subscribe(({ channels, users }, before) => {
      if (channels !== before.channels || users !== before.users) void this.writeSoon();
    });
  }

  /** Writes at once. Whoever calls this may be gone the next moment. */
  flush(): void {
    const snapshot = this.stopped ? null : snapshotOf(this.deps.store.getState());
    if (snapshot) this.deps.snapshots.write(snapshot).catch(() => undefined);
  }

  stop(): void {
    this.stopped = true;
    this.deaf();
  }

  private async writeSoon(): Promise<void> {
    if (this.waiting) return;
    this.waiting = true;
    await this.deps.clock.wait(REST_MS);
    this.waiting = false;
    this.flush();
  }
}

/** The channels, and the newest messages of those that were open lately. */
function snapshotOf({ me, epoch, channels, users, myLikes, blocked }: ChatState): Snapshot | null {
  if (me === null || epoch === null || Object.keys(channels).length > MAX_CHANNELS) return null;
  const kept = Object.fromEntries(Object.entries(channels).map(([id, channel]) => [id, keptOf(channel)]));
  return {
    ...{ me, epoch, blocked, channels: kept },
    users: Object.fromEntries([...Object.entries(users).slice(0, MAX_USERS), [me.id, me]]),
    myLikes: Object.fromEntries(likesOfRows(myLikes, kept)),
  };
}

function keptOf(channel: ChannelState): ChannelState {
  const isKept = channel.loaded && channel.after === null;
  const rows = isKept ? channel.rows.slice(-MAX_ROWS) : [];
  const [first] = rows;
  const isCut = rows.length < channel.rows.length;
  return {
    ...channel,
    ...{ rows, loaded: isKept, before: isCut ? (first?.seq ?? null) : channel.before, after: null },
    notices: channel.notices.filter(({ seq }) => isKept && (!isCut || seq >= (first?.seq ?? 0))).slice(-MAX_ROWS),
    ...{ members: null, reading: null, strays: [], loading: null, failedLoading: null, target: null },
    // Smaller than those of windows that are built from now on.
    ...{ following: true, window: 0 },
  };
}

/** For browsers that forbid IndexedDB: there is no start without a server. */
export function createMemorySnapshots(): SnapshotStorage {
  let held: Snapshot | null = null;
  const put = (snapshot: Snapshot | null): Promise<void> => {
    held = snapshot;
    return Promise.resolve();
  };
  return { read: () => Promise.resolve(held), write: put, clear: () => put(null) };
}
