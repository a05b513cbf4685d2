import type { Socket } from 'socket.io';
import { v4 as uuid } from 'uuid';
import type { Arrival } from '../auth/sessions.service.js';
import { AppError } from '../common/app-error.js';
import { takeAcknowledge } from '../common/chat-gateway.js';
import type { SocketData } from '../common/current-user.js';
import { type Ack, ASKED, type Asked, type ClientToServer, type ServerToClient } from '../contract/events.js';

/** Until the socket is welcomed: what was read at its handshake, and the channels the person was taken out of since. */
export interface ChatSocketData extends SocketData {
  arrival?: Arrival;
  gone?: Set<string>;
}

export type ChatSocket = Socket<ClientToServer, ServerToClient, Record<string, never>, ChatSocketData>;

/** How many of an event may be under way for one socket: sends are small, answers to `sync` are not. */
const UNDER_WAY: Record<keyof Asked, number> = {
  'message:send': 500,
  'message:edit': 50,
  'message:delete': 50,
  'like:set': 50,
  'profile:like': 10,
  'channel:read': 50,
  'channel:unread': 10,
  'channel:change': 10,
  'channel:typing': 10,
  'direct:open': 4,
  'group:create': 4,
  'group:change': 4,
  'group:join': 4,
  'group:leave': 4,
  'presence:set': 4,
  'presence:get': 4,
  sync: 4,
};

/** Bytes that may wait for a reader. One who does not keep up is cut off, and finds everything again by `sync`. */
const MAX_BACKLOG = 4 * 1024 * 1024;

/** Answers unknown events, which Nest ignores, and bounds what one socket may have under way. */
export function limitEvents(socket: ChatSocket): void {
  const underWay = new Map<keyof Asked, number>();
  socket.use((packet: [string, ...unknown[]], next) => {
    if (closeSlowReader(socket)) return;
    const event = ASKED.find((asked) => asked === packet[0]);
    const acknowledge = takeAcknowledge(packet);
    const count = event ? (underWay.get(event) ?? 0) : 0;
    if (!event) {
      acknowledge(refusal(new AppError('unknown_event')));
    } else if (count >= UNDER_WAY[event]) {
      acknowledge(refusal(new AppError('busy', { retryAfterMs: 500 })));
    } else {
      underWay.set(event, count + 1);
      packet.push((answer: Ack<unknown>) => {
        underWay.set(event, (underWay.get(event) ?? 1) - 1);
        acknowledge(answer);
      });
      next();
    }
  });
}

/** Closes the connection of someone who does not read what is sent to them; true when it did. */
export function closeSlowReader(socket: Pick<ChatSocket, 'conn'>): boolean {
  const slow = hasBacklog(socket, MAX_BACKLOG);
  if (slow) socket.conn.close(true);
  return slow;
}

/** True when more than `limit` bytes wait for a reader: in the WebSocket, or in the queue before it. */
export function hasBacklog({ conn }: Pick<ChatSocket, 'conn'>, limit: number): boolean {
  const { socket } = conn.transport as unknown as { socket?: { bufferedAmount: number } };
  const queued = (conn as unknown as { writeBuffer: { data?: unknown }[] }).writeBuffer;
  let waiting = socket?.bufferedAmount ?? 0;
  for (const { data } of queued) {
    if (waiting > limit) break;
    if (typeof data === 'string') waiting += data.length;
  }
  return waiting > limit;
}

const refusal = (error: AppError): Ack<never> => ({ ok: false, error: error.toProblem(uuid()) });
