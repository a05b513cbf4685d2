import { io, type Socket } from 'socket.io-client';
import type { Problem } from '../../../src/contract/errors.js';
import type { Ack, Asked, ClientToServer, ServerToClient } from '../../../src/contract/events.js';
import type { Ask, SocketDoor, SocketListener } from './doors.js';
import { NoAnswer, Refusal } from './failure.js';

const ANSWER_WITHIN_MS = 10_000;

export type ChatSocket = Socket<ServerToClient, ClientToServer>;
/** What `emitWithAck` is once the event is a type parameter; socket.io's own type loses the pairing. */
type EmitWithAck = (event: string, payload: unknown) => Promise<Ack<unknown>>;

/** The socket to the server that the page came from. */
const toOrigin = (): ChatSocket =>
  io({
    transports: ['websocket'],
    autoConnect: false,
    reconnectionDelay: 500,
    reconnectionDelayMax: 10_000,
    randomizationFactor: 0.5,
  });

/** @param socket one that does not connect by itself */
export function openSocket(listener: SocketListener, socket: ChatSocket = toOrigin()): SocketDoor {
  listen(socket, listener);
  return {
    ask: (event, payload) => ask(socket, event, payload),
    connect: () => {
      socket.connect();
    },
    disconnect: () => {
      socket.disconnect();
    },
  };
}

function listen(socket: ChatSocket, listener: SocketListener): void {
  socket.on('hello', (hello) => {
    listener.hello(hello);
  });
  socket.on('channel:changes', (changes) => {
    listener.changes(changes);
  });
  socket.on('me:changes', (changes) => {
    listener.mine(changes);
  });
  socket.on('typing', (typing) => {
    listener.typing(typing);
  });
  socket.on('presence', (presence) => {
    listener.presence(presence);
  });
  socket.on('disconnect', (reason) => {
    if (reason !== 'io client disconnect') listener.lost(reason === 'io server disconnect');
  });
  socket.on('connect_error', (error: Error & { data?: Problem }) => {
    // `active` means that socket.io will try again by itself: the server could not be reached.
    if (!socket.active) listener.refused(error.data);
  });
}

const ask = async <Event extends keyof Asked>(
  socket: ChatSocket,
  event: Event,
  payload: Asked[Event]['payload'],
): ReturnType<Ask> => {
  // Otherwise socket.io keeps the packet for the next connection, and that may be another person's.
  if (!socket.connected) throw new NoAnswer();
  const bounded = socket.timeout(ANSWER_WITHIN_MS);
  const answer = await (bounded.emitWithAck as EmitWithAck).call(bounded, event, payload).catch((cause: unknown) => {
    throw new NoAnswer(cause);
  });
  if (!answer.ok) throw new Refusal(answer.error);
  return answer.data as Asked[Event]['data'];
};
