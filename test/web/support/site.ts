import { jest } from '@jest/globals';
import type { Asked } from '../../../src/contract/events.js';
import type { MessageView, Page, UserView } from '../../../src/contract/views.js';
import type { HttpDoor, SocketListener } from '../../../web/src/api/doors.js';
import { NoAnswer, Refusal } from '../../../web/src/api/failure.js';
import { Client } from '../../../web/src/state/client.js';
import { createMemoryDrafts } from '../../../web/src/state/draft-storage.js';
import type { ChannelState, ChatState } from '../../../web/src/state/model.js';
import { createMemoryStorage } from '../../../web/src/state/outbox-storage.js';
import { createMemorySnapshots } from '../../../web/src/state/snapshot.js';
import { timelineOf } from '../../../web/src/state/timeline.js';
import type { ModelChannel } from './model-channel.js';
import { GENERAL, ModelServer, person, problem } from './model-server.js';
import { settle, TestClock } from './test-clock.js';
import { UploadDesk } from './upload-desk.js';

let ids = 0;

type Question = { event: keyof Asked; payload: never };
const list = <Item>(items: Item[]): Page<Item> => ({ items, before: null, after: null });

/** A browser with one cookie, and a server. Frames come at once when they are `wired`, else as the test says. */
export class Site {
  readonly server = new ModelServer(50);
  readonly clock = new TestClock();
  readonly storage = createMemoryStorage();
  readonly drafts = createMemoryDrafts();
  readonly snapshots = createMemorySnapshots();
  readonly desk = new UploadDesk(this.server);
  /** Whose cookie the browser has. */
  cookie: UserView | null = null;
  /** What somebody without a session is told. */
  refusal = problem('unauthenticated');
  reachable = true;
  socket: SocketListener | null = null;
  readonly connects = jest.fn();
  readonly asked = jest.fn<(event: string, payload: unknown) => void>();
  readonly users = jest.fn<HttpDoor['users']>((who) => Promise.resolve(who.filter((id) => id !== 'ghost').map(person)));
  readonly messagesById = jest.fn<HttpDoor['messagesById']>((who) =>
    Promise.resolve(
      [...this.server.channelsById.values()].flatMap(({ messages }) => messages).filter(({ id }) => who.includes(id)),
    ),
  );
  /** What the server refuses or lets wait, by event; undefined goes on as usual. */
  answering: (question: Question) => Promise<void> | undefined = () => undefined;
  client: Client;

  constructor() {
    this.client = this.open();
  }

  open(): Client {
    this.client = new Client({
      http: this.http(),
      openSocket: (listener) => {
        this.socket = listener;
        return {
          connect: this.connects,
          disconnect: () => undefined,
          ask: (event, payload) => this.ask(event, payload),
        };
      },
      clock: this.clock,
      storage: this.storage,
      drafts: this.drafts,
      snapshots: this.snapshots,
      alone: (_name, work) => work(),
      newId: () => `id-${++ids}`,
      tabs: { tell: () => undefined, listen: () => () => undefined },
      previewOf: this.desk.previewOf,
      forgetPreview: this.desk.forgetPreview,
    });
    return this.client;
  }

  /** Signed in, greeted, with the first page. */
  async ready(user = person('me')): Promise<this> {
    this.cookie = user;
    await this.client.start();
    await this.greet();
    this.client.load(GENERAL, 'newest');
    await settle();
    return this;
  }

  /** Ready, and what the server tells arrives at once. */
  async wired(): Promise<this> {
    await this.ready();
    this.server.onFrame = (frame) => {
      if (this.server.channelsById.get(frame.channelId)!.isMember('me')) this.socket!.changes(frame);
    };
    this.server.onMine = (userId, changes) => {
      if (userId === 'me') this.socket!.mine(changes);
    };
    return this;
  }

  async greet(user = this.cookie!): Promise<void> {
    this.socket!.hello(this.server.hello(user));
    await settle();
  }

  get state(): ChatState {
    return this.client.store.getState();
  }

  get channel(): ChannelState {
    return this.state.channels[GENERAL]!;
  }

  /** How often this was asked for over the socket, and with what. */
  askedFor(event: keyof Asked): unknown[] {
    return this.asked.mock.calls.filter(([name]) => name === event).map(([, payload]) => payload);
  }

  texts(): string[] {
    const { channels, outbox } = this.state;
    return timelineOf(channels[GENERAL]!, outbox).flatMap(({ message, entry }) => (message ?? entry)?.body ?? []);
  }

  private async ask<Event extends keyof Asked>(
    event: Event,
    payload: Asked[Event]['payload'],
  ): Promise<Asked[Event]['data']> {
    this.asked(event, payload);
    await this.answering({ event, payload: payload as never });
    const answer = this.answers[event];
    return answer(payload) as Asked[Event]['data'];
  }

  private readonly answers: { [Event in keyof Asked]: (payload: Asked[Event]['payload']) => unknown } = {
    sync: (request) => this.server.sync(request),
    'message:send': (message) => this.server.send(this.cookie!.id, message),
    'message:edit': ({ messageId, body, version }) => {
      const [channel, message] = this.find(messageId);
      if (message.version !== version) throw new Refusal(problem('version_conflict'));
      return { message: channel.edit(message.seq, body) };
    },
    'message:delete': ({ messageId }) => {
      const [channel, message] = this.find(messageId);
      return { message: channel.remove(message.seq) };
    },
    'like:set': ({ messageId, emoji = '♥', liked }) => {
      const [channel, message] = this.find(messageId);
      return channel.like('me', message.seq, emoji, liked);
    },
    'profile:like': ({ userId, liked }) => ({ userId, liked, likes: liked ? 6 : 5 }),
    'channel:read': ({ channelId, seq }) => this.server.channelsById.get(channelId)!.read('me', seq),
    'channel:unread': ({ channelId, seq }) => this.server.channelsById.get(channelId)!.markUnread('me', seq),
    'channel:change': ({ channelId, notify, hidden }) => {
      const channel = this.server.channelsById.get(channelId)!;
      const hiddenSeq = hidden ? channel.messages.length : null;
      return {
        membership: channel.set('me', { ...(notify && { notify }), ...(hidden !== undefined && { hiddenSeq }) }),
      };
    },
    'channel:typing': () => ({}),
    'direct:open': () => {
      throw new Refusal(problem('person_unavailable'));
    },
    'group:create': () => {
      throw new Refusal(problem('validation_failed'));
    },
    'group:change': ({ channelId, name }) => {
      const channel = this.server.channelsById.get(channelId)!;
      channel.rename(name!);
      return { channel: channel.view() };
    },
    'group:join': ({ channelId }) => {
      this.server.channelsById.get(channelId)!.join('me');
      return { channel: this.server.channel(channelId) };
    },
    'group:leave': ({ channelId }) => {
      this.server.channelsById.get(channelId)!.leave('me');
      return {};
    },
    'presence:set': () => ({}),
    'presence:get': ({ userIds }) => ({ users: Object.fromEntries(userIds.map((id) => [id, 'online'])) }),
  };

  private find(messageId: string): [ModelChannel, MessageView] {
    for (const channel of this.server.channelsById.values()) {
      const message = channel.messages.find(({ id }) => id === messageId);
      if (message) return [channel, message];
    }
    throw new Refusal(problem('message_not_found'));
  }

  /** The person of the cookie changes how they look, from whichever device. */
  look(change: Partial<UserView>): UserView {
    const before = this.signedIn();
    this.cookie = { ...before, ...change, version: before.version + 1 };
    this.server.general.looks(this.cookie);
    return this.cookie;
  }

  private answer<T>(value: () => T): Promise<T> {
    return this.reachable ? Promise.resolve().then(value) : Promise.reject(new NoAnswer());
  }

  private signedIn(): UserView {
    if (!this.cookie) throw new Refusal(this.refusal);
    return this.cookie;
  }

  private http(): HttpDoor {
    const answer = <T>(value: () => T): Promise<T> => this.answer(value);
    const nothing = (): Promise<void> => answer(() => undefined);
    const never = (): Promise<never> => Promise.reject(new NoAnswer());
    return {
      register: ({ username }) => answer(() => (this.cookie = person(username))),
      signIn: ({ username, password }) =>
        answer(() => {
          if (password !== 'right') throw new Refusal(problem('invalid_credentials'));
          return (this.cookie = person(username));
        }),
      signOut: () =>
        answer(() => {
          this.cookie = null;
        }),
      currentUser: () => answer(() => this.signedIn()),
      sessions: () =>
        answer(() => {
          this.signedIn();
          return [];
        }),
      resetPassword: never,
      deleteAccount: never,
      secondFactor: never,
      beginSecondFactor: never,
      confirmSecondFactor: never,
      renewRecoveryCodes: never,
      removeSecondFactor: never,
      changePassword: () =>
        answer(() => {
          throw new Refusal(problem('wrong_password'));
        }),
      channels: () =>
        answer(() => {
          this.signedIn();
          return this.server.channels();
        }),
      channel: (id) => answer(() => this.server.channel(id)),
      members: (id) => answer(() => list(this.server.channelsById.get(id)!.members.filter(({ leftAt }) => !leftAt))),
      messages: (id, cursor) => answer(() => this.server.page(cursor, id)),
      messagesById: (who) => this.messagesById(who),
      users: (who) => this.users(who),
      blocks: () =>
        answer(() => list([...this.server.blockedBy('me')].map((id) => ({ user: person(id), createdAt: '' })))),
      block: (userId, blocked) =>
        answer(() => {
          this.server.block('me', userId, blocked);
        }),
      profileLike: (userId) => answer(() => ({ userId, likes: 5, liked: false })),
      messageLikes: () => answer(() => list([])),
      profileLikes: () => answer(() => list([])),
      search: () => answer(() => list([])),
      groups: () => answer(() => list([])),
      reports: () => answer(() => list([])),
      invites: () => answer(() => list([])),
      acceptInvite: () =>
        answer(() => {
          this.server.group.join('me');
          return this.server.group.mine('me');
        }),
      ...{
        endSession: nothing,
        endOtherSessions: nothing,
        setInvisible: nothing,
        setQuietHours: nothing,
        subscribe: nothing,
        unsubscribe: nothing,
        pushKey: never,
        revokeInvite: nothing,
        report: nothing,
        closeReport: nothing,
        mute: nothing,
        unmute: nothing,
      },
      ...{ addMembers: nothing, removeMember: nothing, setRole: nothing, handOver: nothing },
      ...{ createInvite: never, lookAtInvite: never },
      ...this.desk.door,
      changeProfile: ({ version, ...change }) =>
        answer(() => {
          if (this.signedIn().version !== version) throw new Refusal(problem('version_conflict'));
          return this.look(change);
        }),
      setAvatar: ({ size }, { x }) => answer(() => this.look({ avatarUrl: `/picture/${size}/${x}` })),
      removeAvatar: () => answer(() => this.look({ avatarUrl: null })),
      setGroupAvatar: (id, { size }, { x }) =>
        answer(() => this.server.channelsById.get(id)!.picture(`/picture/${size}/${x}`)),
      removeGroupAvatar: (id) => answer(() => this.server.channelsById.get(id)!.picture(null)),
    };
  }
}
