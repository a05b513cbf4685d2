import { LIMITS } from '../../../src/contract/limits.js';
import type { SessionView, UserView } from '../../../src/contract/views.js';
import type { Credentials, Registration } from '../api/doors.js';
import { asFailure, isOver } from './actions.js';
import { ChannelActions } from './channel-actions.js';
import { countCharacters } from './count-characters.js';
import { GroupActions, InviteActions } from './group-actions.js';
import type { Surroundings } from './life.js';
import { MessageActions } from './message-actions.js';
import type { ChatState, Failure, Loading, Notification, Outcome } from './model.js';
import { PeopleActions } from './people-actions.js';
import { Session } from './session.js';
import { type ChatStore, updateChannel, without } from './store.js';

export type { Answer, Outcome } from './model.js';

/** The one object the views speak to: a store to read, and what a person can do. Actions never reject. */
export class Client extends ChannelActions {
  readonly store: ChatStore;
  readonly messages: MessageActions;
  readonly groups: GroupActions;
  readonly invites: InviteActions;
  readonly people: PeopleActions;

  constructor(around: Surroundings) {
    const session = new Session(around);
    super(session);
    this.store = session.store;
    this.messages = new MessageActions(session);
    this.groups = new GroupActions(session);
    this.invites = new InviteActions(session);
    this.people = new PeopleActions(session);
  }

  /** Finds out who is signed in, trying until the server answers. */
  start(): Promise<void> {
    return this.session.start();
  }

  register(registration: Registration): Promise<Outcome> {
    return this.enterBy(this.http.register(registration));
  }

  signIn(credentials: Credentials): Promise<Outcome> {
    return this.enterBy(this.http.signIn(credentials));
  }

  async signOut(): Promise<Outcome> {
    const outcome = await this.outcome(() => this.http.signOut());
    if (outcome !== null && !isOver(outcome)) return outcome;
    this.session.exit();
    return null;
  }

  changePassword(current: string, next: string): Promise<Outcome> {
    return this.outcome(() => this.http.changePassword(current, next));
  }

  async sessions(): Promise<SessionView[] | Failure> {
    const { data, failure } = await this.answer(() => this.http.sessions());
    return failure ?? data;
  }

  endSession(id: string): Promise<Outcome> {
    return this.outcome(() => this.http.endSession(id));
  }

  endOtherSessions(): Promise<Outcome> {
    return this.outcome(() => this.http.endOtherSessions());
  }

  /** False when the text is empty or too long, and nothing was done. */
  send(channelId: string, text: string, replyToId?: string): boolean {
    const { life } = this.session;
    const body = text.trim();
    if (!life || body === '' || countCharacters(body) > LIMITS.messageBody) return false;
    life.outbox.send(channelId, body, replyToId);
    life.typing.set(channelId, false);
    this.setReplyingTo(channelId, null);
    return true;
  }

  retry(clientId: string): void {
    this.session.life?.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.session.life?.outbox.discard(clientId);
  }

  load(channelId: string, which: Loading): void {
    void this.session.life?.history.load(channelId, which);
  }

  reconnectNow(): void {
    this.session.life?.link.reconnectNow();
  }

  /** Whether somebody is at this screen. */
  setActive(active: boolean): void {
    this.session.setActive(active);
  }

  /** @returns the way to stop */
  onNotify(listener: (notification: Notification) => void): () => void {
    return this.session.onNotify(listener);
  }

  setFollowing(channelId: string, following: boolean): void {
    updateChannel(this.store, channelId, (held) => (held.following === following ? held : { ...held, following }));
  }

  setDraft(channelId: string, draft: string): void {
    this.store.setState((state) => ({ drafts: { ...state.drafts, [channelId]: draft } }));
  }

  setEditing(editing: ChatState['editing']): void {
    this.store.setState({ editing });
  }

  setReplyingTo(channelId: string, messageId: string | null): void {
    this.store.setState(({ replyingTo }) => ({
      replyingTo: messageId === null ? without(replyingTo, channelId) : { ...replyingTo, [channelId]: messageId },
    }));
  }

  setSetupToken(setupToken: string): void {
    this.store.setState({ setupToken });
  }

  private async enterBy(answer: Promise<UserView>): Promise<Outcome> {
    try {
      this.session.enter(await answer);
      return null;
    } catch (error) {
      return asFailure(error);
    }
  }
}
