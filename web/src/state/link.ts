// The life of the socket: greeted, lost, refused, asked again.
import type { Problem } from '../../../src/contract/errors.js';
import type { Hello } from '../../../src/contract/events.js';
import type { UserView } from '../../../src/contract/views.js';
import type { Ask, Hearing, HttpDoor, OpenSocket, SocketDoor } from '../api/doors.js';
import { Refusal } from '../api/failure.js';
import { backoff, type Clock } from './clock.js';
import type { LinkStatus } from './model.js';

export interface LinkDeps extends Hearing {
  userId: string;
  openSocket: OpenSocket;
  http: Pick<HttpDoor, 'currentUser'>;
  clock: Clock;
  status: (status: LinkStatus) => void;
  /** The socket speaks for this person. */
  greeted: (hello: Hello) => void;
  lost: () => void;
  /** @param farewell what a person should read of it */
  signedOut: (farewell: Problem | null) => void;
  /** The cookie belongs to somebody else now: another tab signed in. */
  replaced: () => void;
}

export class Link {
  readonly ask: Ask;
  private readonly door: SocketDoor;
  private closed = false;
  private online = false;
  private attempt = 0;

  constructor(private readonly deps: LinkDeps) {
    this.door = deps.openSocket({
      hello: (hello) => {
        if (!this.closed) this.hello(hello);
      },
      changes: (changes) => {
        if (!this.closed) deps.changes(changes);
      },
      mine: (changes) => {
        if (!this.closed) deps.mine(changes);
      },
      typing: (typing) => {
        if (!this.closed) deps.typing(typing);
      },
      presence: (presence) => {
        if (!this.closed) deps.presence(presence);
      },
      lost: (byServer) => {
        if (!this.closed) this.lost(byServer);
      },
      refused: (problem) => {
        if (!this.closed) void this.refused(problem);
      },
    });
    this.ask = this.door.ask;
  }

  connect(): void {
    this.door.connect();
  }

  /** Does not wait for the next attempt that is planned. */
  reconnectNow(): void {
    if (this.closed || this.online) return;
    this.attempt = 0;
    this.door.disconnect();
    this.door.connect();
  }

  close(): void {
    this.closed = true;
    this.door.disconnect();
  }

  private hello(greeting: Hello): void {
    if (greeting.user.id !== this.deps.userId) {
      this.deps.replaced();
      return;
    }
    this.online = true;
    this.attempt = 0;
    this.deps.status('online');
    this.deps.greeted(greeting);
  }

  private lost(byServer: boolean): void {
    this.goOffline();
    if (byServer) void this.askWhy();
  }

  private goOffline(): void {
    this.online = false;
    this.deps.status('offline');
    this.deps.lost();
  }

  private async refused(problem: Problem | undefined): Promise<void> {
    this.goOffline();
    if (problem?.code === 'unauthenticated' || problem?.code === 'account_banned') await this.askWhy();
    else if (problem?.code === 'foreign_origin') this.deps.status('refused');
    else await this.connectLater(problem?.retryAfterMs);
  }

  /** The server closed on purpose: is this session over? */
  private async askWhy(): Promise<void> {
    const { http, userId, signedOut, replaced } = this.deps;
    const { user, farewell } = await askWho(http);
    if (this.closed) return;
    if (user === null) signedOut(farewell);
    else if (user && user.id !== userId) replaced();
    else await this.connectLater();
  }

  private async connectLater(waitMs = 0): Promise<void> {
    const { clock } = this.deps;
    await clock.wait(waitMs + backoff(clock, this.attempt++));
    if (!this.closed && !this.online) this.door.connect();
  }
}

/** Who is signed in: nobody (null), perhaps with what a person should read of it, or it was not answered (undefined). */
export async function askWho(
  http: Pick<HttpDoor, 'currentUser'>,
): Promise<{ user: UserView | null | undefined; farewell: Problem | null }> {
  try {
    return { user: await http.currentUser(), farewell: null };
  } catch (error) {
    const farewell = farewellOf(error);
    const isOut = farewell !== null || (error instanceof Refusal && error.problem.status === 401);
    return { user: isOut ? null : undefined, farewell };
  }
}

function farewellOf(error: unknown): Problem | null {
  return error instanceof Refusal && error.problem.code === 'account_banned' ? error.problem : null;
}
