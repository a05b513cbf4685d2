import { LIMITS } from '../../../src/contract/limits.js';
import type { SessionView, UserView } from '../../../src/contract/views.js';
import type { Credentials, Registration } from '../api/doors.js';
import { calmed, type ShownStore } from './calm-store.js';
import { ChannelActions } from './channel-actions.js';
import { countCharacters } from './count-characters.js';
import { asFailure, isOver } from './failures.js';
import { GroupActions, InviteActions } from './group-actions.js';
import type { Surroundings } from './life.js';
import { MessageActions } from './message-actions.js';
import type { ChatState, Failure, Loading, Notification, Outcome } from './model.js';
import { ModerationActions } from './moderation-actions.js';
import { NotificationActions } from './notification-actions.js';
import { PeopleActions } from './people-actions.js';
import { ProfileActions } from './profile-actions.js';
import { SecondFactorActions } from './second-factor-actions.js';
import { Session } from './session.js';
import { type ChatStore, updateChannel, without } from './store.js';
import { UploadActions } from './upload-actions.js';

export type { Answer, Outcome } from './model.js';

/** The one object the views speak to: a store to read, and what a person can do. Actions never reject. */
export class Client extends ChannelActions {
  readonly store: ChatStore;
  /** The store as the views follow it: behind by a moment where much is going on. */
  readonly shown: ShownStore;
  readonly messages: MessageActions;
  readonly groups: GroupActions;
  readonly invites: InviteActions;
  readonly moderation: ModerationActions;
  readonly notifications: NotificationActions;
  readonly people: PeopleActions;
  readonly profile: ProfileActions;
  readonly secondFactor: SecondFactorActions;
  readonly uploads: UploadActions;

  constructor(around: Surroundings) {
    const session = new Session(around);
    super(session);
    this.store = session.store;
    this.shown = calmed(session.store, around.clock);
    this.messages = new MessageActions(session);
    this.groups = new GroupActions(session);
    this.invites = new InviteActions(session);
    this.moderation = new ModerationActions(session);
    this.notifications = new NotificationActions(session);
    this.people = new PeopleActions(session);
    this.profile = new ProfileActions(session);
    this.secondFactor = new SecondFactorActions(session);
    this.uploads = new UploadActions(session);
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

  signOut(): Promise<Outcome> {
    return this.leaveBy(() => this.http.signOut());
  }

  /** For ever. */
  deleteAccount(password: string, messages: 'keep' | 'erase'): Promise<Outcome> {
    return this.leaveBy(() => this.http.deleteAccount(password, messages));
  }

  changePassword(current: string, next: string): Promise<Outcome> {
    return this.outcome(() => this.http.changePassword(current, next));
  }

  /** By a link of the operator; all sessions of the person end. */
  resetPassword(token: string, next: string): Promise<Outcome> {
    return this.outcome(() => this.http.resetPassword(token, next));
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

  /** Takes the files of the tray along. False when there is nothing to send or the text is too long; nothing was done then. */
  send(channelId: string, text: string, replyToId?: string): boolean {
    const { life } = this.session;
    const body = text.trim();
    if (!life || countCharacters(body) > LIMITS.messageBody) return false;
    if (body === '' && !(channelId in this.store.getState().tray)) return false;
    life.uploads.send(channelId, body, replyToId);
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

  /** Instead of waiting for the next attempt at a page that failed. */
  loadAgain(channelId: string): void {
    this.session.life?.history.loadAgain(channelId);
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

  /** The page may be gone the next moment. */
  flush(): void {
    this.session.life?.drafts.flush();
    this.session.life?.snapshots.flush();
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

  private async leaveBy(request: () => Promise<void>): Promise<Outcome> {
    // The server ends the connection too, and with it this life, perhaps before it answers.
    const { life } = this.session;
    const outcome = await this.outcome(request);
    if (outcome !== null && !isOver(outcome)) return outcome;
    void life?.drafts.forgetAll();
    this.session.exit();
    return null;
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
