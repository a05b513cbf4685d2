import { LIMITS } from '../../../src/contract/limits.js';
import type { SessionView, UserView } from '../../../src/contract/views.js';
import type { Credentials, Registration } from '../api/doors.js';
import { Refusal } from '../api/failure.js';
import { backoff } from './clock.js';
import { countCharacters } from './count-characters.js';
import { Life, type Surroundings } from './life.js';
import { isSignedOut } from './link.js';
import type { Failure, Loading } from './model.js';
import { createChatStore, signedIn, signedOut, updateChannel } from './store.js';

/** What was refused, or null when it worked. */
export type Outcome = Failure | null;

/** The one object the views speak to: a store to read, and what a person can do. Actions never reject. */
export class Client {
  readonly store = createChatStore();
  private life: Life | null = null;
  private starts = 0;

  constructor(private readonly around: Surroundings) {}

  /** Finds out who is signed in, trying until the server answers. */
  async start(): Promise<void> {
    const { http, clock } = this.around;
    this.leave();
    const mine = this.starts;
    for (let attempt = 0; mine === this.starts; attempt++) {
      const user = await http.currentUser().catch((error: unknown) => (isSignedOut(error) ? null : undefined));
      if (mine !== this.starts) return;
      if (user) this.enter(user);
      else if (user === null) this.exit();
      else this.store.setState({ session: 'unreachable' });
      if (user === undefined) await clock.wait(backoff(clock, attempt));
    }
  }

  register(registration: Registration): Promise<Outcome> {
    return this.enterBy(this.around.http.register(registration));
  }

  signIn(credentials: Credentials): Promise<Outcome> {
    return this.enterBy(this.around.http.signIn(credentials));
  }

  async signOut(): Promise<Outcome> {
    const outcome = await this.act(this.around.http.signOut());
    if (outcome !== null && !isOver(outcome)) return outcome;
    this.exit();
    return null;
  }

  changePassword(current: string, next: string): Promise<Outcome> {
    return this.act(this.around.http.changePassword(current, next));
  }

  async sessions(): Promise<SessionView[] | Failure> {
    let sessions: SessionView[] = [];
    const outcome = await this.act(
      this.around.http.sessions().then((items) => {
        sessions = items;
      }),
    );
    return outcome ?? sessions;
  }

  endSession(id: string): Promise<Outcome> {
    return this.act(this.around.http.endSession(id));
  }

  endOtherSessions(): Promise<Outcome> {
    return this.act(this.around.http.endOtherSessions());
  }

  /** False when the text is empty or too long, and nothing was done. */
  send(channelId: string, text: string): boolean {
    const body = text.trim();
    if (!this.life || body === '' || countCharacters(body) > LIMITS.messageBody) return false;
    this.life.outbox.send(channelId, body);
    return true;
  }

  retry(clientId: string): void {
    this.life?.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.life?.outbox.discard(clientId);
  }

  load(channelId: string, which: Loading): void {
    void this.life?.history.load(channelId, which);
  }

  reconnectNow(): void {
    this.life?.link.reconnectNow();
  }

  setFollowing(channelId: string, following: boolean): void {
    updateChannel(this.store, channelId, (held) => (held.following === following ? held : { ...held, following }));
  }

  setDraft(channelId: string, draft: string): void {
    this.store.setState((state) => ({ drafts: { ...state.drafts, [channelId]: draft } }));
  }

  setSetupToken(setupToken: string): void {
    this.store.setState({ setupToken });
  }

  private async enterBy(answer: Promise<UserView>): Promise<Outcome> {
    try {
      this.enter(await answer);
      return null;
    } catch (error) {
      return asFailure(error);
    }
  }

  /** An action of the signed-in person; when the session turns out to be over, the sign-in page follows. */
  private async act(action: Promise<void>): Promise<Outcome> {
    const outcome = await action.then(() => null, asFailure);
    if (isOver(outcome)) this.exit();
    return outcome;
  }

  private enter(me: UserView): void {
    this.leave();
    signedIn(this.store, me);
    const signedOut = (): void => {
      this.exit();
    };
    this.life = new Life(this.store, me, this.around, { signedOut, replaced: () => void this.start() });
    this.life.begin();
  }

  private exit(): void {
    this.leave();
    signedOut(this.store);
  }

  private leave(): void {
    this.starts++;
    this.life?.end();
    this.life = null;
  }
}

function asFailure(error: unknown): Failure {
  return error instanceof Refusal ? error.problem : 'unreachable';
}

function isOver(outcome: Outcome): boolean {
  return outcome !== null && outcome !== 'unreachable' && outcome.code === 'unauthenticated';
}
