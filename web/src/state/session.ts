import type { Problem } from '../../../src/contract/errors.js';
import type { UserView } from '../../../src/contract/views.js';
import type { HttpDoor } from '../api/doors.js';
import { backoff } from './clock.js';
import { Life, type Surroundings } from './life.js';
import { askWho } from './link.js';
import type { Notification } from './model.js';
import type { Snapshot } from './snapshot.js';
import { createChatStore, signedIn, signedOut } from './store.js';

/** Who is signed in, and the life that runs for them. */
export class Session {
  readonly store = createChatStore();
  life: Life | null = null;
  private starts = 0;
  private active = true;
  private readonly listeners = new Set<(notification: Notification) => void>();

  constructor(private readonly around: Surroundings) {}

  get http(): HttpDoor {
    return this.around.http;
  }

  /** Finds out who is signed in, trying until the server answers; meanwhile it is who was so last, with what they saw. */
  async start(): Promise<void> {
    const { http, clock, snapshots } = this.around;
    this.leave();
    const mine = this.starts;
    for (let attempt = 0; mine === this.starts; attempt++) {
      const { user, farewell } = await askWho(http);
      if (mine !== this.starts) return;
      if (user) this.enter(user);
      else if (user === null) this.exit(farewell);
      if (user !== undefined) return;
      const snapshot = await snapshots.read().catch(() => null);
      if (mine !== this.starts) return;
      if (snapshot) {
        this.enter(snapshot.me, snapshot);
        return;
      }
      this.store.setState({ session: 'unreachable' });
      await clock.wait(backoff(clock, attempt));
    }
  }

  /** @param snapshot what they saw last, where the server cannot be asked */
  enter(me: UserView, snapshot: Snapshot | null = null): void {
    this.leave();
    signedIn(this.store, me);
    if (snapshot) this.store.setState({ ...snapshot, myLikes: new Map(Object.entries(snapshot.myLikes)) });
    // It may be of somebody else.
    else this.forget();
    this.life = new Life(this.store, me, this.around, {
      signedOut: (farewell) => {
        this.exit(farewell);
      },
      replaced: () => {
        this.forget();
        void this.start();
      },
      notify: (notification) => {
        for (const listener of this.listeners) listener(notification);
      },
    });
    this.life.presence.setActive(this.active);
    this.life.begin();
  }

  exit(farewell: Problem | null = null): void {
    this.leave();
    this.forget();
    signedOut(this.store, farewell);
  }

  /** Whether somebody is at this screen, whoever is signed in. */
  setActive(active: boolean): void {
    this.active = active;
    this.life?.presence.setActive(active);
  }

  /** @returns the way to stop */
  onNotify(listener: (notification: Notification) => void): () => void {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  }

  /** Nothing of what a person saw stays on this device when they are not signed in any more. */
  private forget(): void {
    this.around.snapshots.clear().catch(() => undefined);
  }

  private leave(): void {
    this.starts++;
    this.life?.end();
    this.life = null;
  }
}
