import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import type { Ack, ClientToServer, SendMessage, ServerToClient } from '../../src/contract/events.js';
import type { MessageView, SentMessage, UserView } from '../../src/contract/views.js';
import type { HttpDoor, SocketDoor, SocketListener } from '../../web/src/api/doors.js';
import { NoAnswer, Refusal } from '../../web/src/api/failure.js';
import { Client } from '../../web/src/state/client.js';
import { systemClock } from '../../web/src/state/clock.js';
import { createMemoryStorage } from '../../web/src/state/outbox-storage.js';

export interface Hooks {
  acknowledged: (asked: SendMessage, answer: SentMessage) => void;
}

const ANSWER_WITHIN_MS = 3_000;

/** The shipped client without its browser: the same state layer, with doors for Node. */
export function chatClient(url: string, cookie: string, hooks: Hooks): Client {
  return new Client({
    http: httpDoor(url, cookie),
    openSocket: (listener) => socketDoor(url, cookie, listener, hooks),
    clock: { ...systemClock, wait: (ms) => systemClock.wait(Math.min(ms, 300)) },
    storage: createMemoryStorage(),
    alone: (_, work) => work(),
    newId: randomUUID,
    tabs: { tell: () => undefined, listen: () => () => undefined },
  });
}

function httpDoor(url: string, cookie: string): HttpDoor {
  const get = async <Answer>(path: string): Promise<Answer> => {
    const response = await fetch(`${url}/api/${path}`, {
      headers: { cookie },
      signal: AbortSignal.timeout(5_000),
    }).catch((cause: unknown) => {
      throw new NoAnswer(cause);
    });
    const body = (await response.json()) as Answer;
    if (!response.ok) throw new Refusal(body as never);
    return body;
  };
  const never = () => Promise.reject(new Error('not part of this test'));
  return {
    ...{ register: never, signIn: never, sessions: never, signOut: () => Promise.resolve() },
    ...{ endSession: never, endOtherSessions: never, changePassword: never },
    currentUser: async () => (await get<{ user: UserView }>('auth/session')).user,
    channels: (after) => get(`channels?limit=200${after ? `&after=${after}` : ''}`),
    channel: (id) => get(`channels/${id}`),
    messages: (id, cursor) => get(`channels/${id}/messages?${new URLSearchParams(cursor as never).toString()}`),
    users: async (ids) => (await get<{ items: UserView[] }>(`users?ids=${ids.join()}`)).items,
  };
}

function socketDoor(url: string, cookie: string, listener: SocketListener, hooks: Hooks): SocketDoor {
  const socket: Socket<ServerToClient, ClientToServer> = io(url, {
    transports: ['websocket'],
    extraHeaders: { cookie },
    autoConnect: false,
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 300,
  });
  socket.on('hello', (hello) => {
    listener.hello(hello);
  });
  socket.on('channel:changes', (changes) => {
    listener.changes(changes);
  });
  socket.on('disconnect', (reason) => {
    if (reason !== 'io client disconnect') listener.lost(reason === 'io server disconnect');
  });
  socket.on('connect_error', (error: Error & { data?: never }) => {
    if (!socket.active) listener.refused(error.data);
  });
  return {
    ask: async (event, payload) => {
      if (!socket.connected) throw new NoAnswer();
      const answer = (await socket
        .timeout(ANSWER_WITHIN_MS)
        .emitWithAck(event as 'sync', payload as never)
        .catch((cause: unknown) => {
          throw new NoAnswer(cause);
        })) as Ack<never>;
      if (!answer.ok) throw new Refusal(answer.error);
      if (event === 'message:send') hooks.acknowledged(payload as SendMessage, answer.data);
      return answer.data;
    },
    connect: () => void socket.connect(),
    disconnect: () => void socket.disconnect(),
  };
}

/** The rows that a client shows of a channel, and how much of its own is still on the way. */
export function shown(client: Client, channelId: string): { rows: readonly MessageView[]; waiting: number } {
  const { channels, outbox } = client.store.getState();
  return { rows: channels[channelId]?.rows ?? [], waiting: outbox.length };
}
