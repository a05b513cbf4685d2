import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import type { SendMessage } from '../../src/contract/events.js';
import type { MessageView, SentMessage, UserView } from '../../src/contract/views.js';
import type { HttpDoor, SocketDoor, SocketListener } from '../../web/src/api/doors.js';
import { NoAnswer, Refusal } from '../../web/src/api/failure.js';
import { type ChatSocket, openSocket } from '../../web/src/api/socket.js';
import { Client } from '../../web/src/state/client.js';
import { systemClock } from '../../web/src/state/clock.js';
import { createMemoryDrafts } from '../../web/src/state/draft-storage.js';
import { createMemorySnapshots } from '../../web/src/state/snapshot.js';
import { createMemoryStorage } from '../../web/src/state/outbox-storage.js';

export interface Hooks {
  acknowledged?: (asked: SendMessage, answer: SentMessage) => void;
}

/** The shipped client without its browser: the same state layer, with doors for Node. */
export function chatClient(url: string, cookie: string, hooks: Hooks = {}): Client {
  return new Client({
    http: httpDoor(url, cookie),
    openSocket: (listener) => socketDoor(url, cookie, listener, hooks),
    clock: { ...systemClock, wait: (ms) => systemClock.wait(Math.min(ms, 300)) },
    storage: createMemoryStorage(),
    drafts: createMemoryDrafts(),
    snapshots: createMemorySnapshots(),
    alone: (_, work) => work(),
    newId: randomUUID,
    tabs: { tell: () => undefined, listen: () => () => undefined },
    previewOf: () => null,
    forgetPreview: () => undefined,
  });
}

function httpDoor(url: string, cookie: string): HttpDoor {
  const get = async <Answer>(path: string, method = 'GET'): Promise<Answer> => {
    const response = await fetch(`${url}/api/${path}`, {
      method,
      headers: { cookie, origin: url },
      signal: AbortSignal.timeout(5_000),
    }).catch((cause: unknown) => {
      throw new NoAnswer(cause);
    });
    const body = (response.status === 204 ? undefined : await response.json()) as Answer;
    if (!response.ok) throw new Refusal(body as never);
    return body;
  };
  const never = () => Promise.reject(new Error('not part of this test'));
  const list = <Items>(path: string, after?: string): Promise<Items> =>
    get(`${path}?limit=200${after ? `&after=${after}` : ''}`);
  return {
    ...{ register: never, signIn: never, sessions: never, signOut: () => Promise.resolve() },
    ...{
      endSession: never,
      endOtherSessions: never,
      changePassword: never,
      resetPassword: never,
      deleteAccount: never,
      setInvisible: never,
      secondFactor: never,
      beginSecondFactor: never,
      confirmSecondFactor: never,
      renewRecoveryCodes: never,
      removeSecondFactor: never,
    },
    ...{ setQuietHours: never, pushKey: never, subscribe: never, unsubscribe: never },
    ...{ messageLikes: never, search: never, profileLike: never, profileLikes: never, groups: never },
    ...{ addMembers: never, removeMember: never, setRole: never, handOver: never },
    ...{ invites: never, createInvite: never, revokeInvite: never, lookAtInvite: never, acceptInvite: never },
    ...{ upload: never, deleteUpload: never, changeProfile: never, setAvatar: never, removeAvatar: never },
    ...{ setGroupAvatar: never, removeGroupAvatar: never, report: never, reports: never, closeReport: never },
    ...{ mute: never, unmute: never },
    currentUser: async () => (await get<{ user: UserView }>('auth/session')).user,
    channels: (after) => list('channels', after),
    channel: (id) => get(`channels/${id}`),
    members: (id, after) => list(`channels/${id}/members`, after),
    messages: (id, cursor) => get(`channels/${id}/messages?${new URLSearchParams(cursor as never).toString()}`),
    messagesById: async (ids) => (await get<{ items: MessageView[] }>(`messages?ids=${ids.join()}`)).items,
    users: async (ids) => (await get<{ items: UserView[] }>(`users?ids=${ids.join()}`)).items,
    block: (userId, blocked) => get(`users/me/blocks/${userId}`, blocked ? 'PUT' : 'DELETE'),
    blocks: (after) => list('users/me/blocks', after),
  };
}

/** The shipped door, on a socket that carries a cookie of its own and is quick to try again. */
function socketDoor(url: string, cookie: string, listener: SocketListener, hooks: Hooks): SocketDoor {
  const socket: ChatSocket = io(url, {
    transports: ['websocket'],
    extraHeaders: { cookie },
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 300,
  });
  const door = openSocket(listener, socket);
  return {
    ...door,
    ask: async (event, payload) => {
      const data = await door.ask(event, payload);
      if (event === 'message:send') hooks.acknowledged?.(payload as SendMessage, data as SentMessage);
      return data;
    },
  };
}

/** The rows that a client shows of a channel, and how much of its own is still on the way. */
export function shown(client: Client, channelId: string): { rows: readonly MessageView[]; waiting: number } {
  const { channels, outbox } = client.store.getState();
  return { rows: channels[channelId]?.rows ?? [], waiting: outbox.length };
}
