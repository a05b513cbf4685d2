import { jest } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import { SessionsService } from '../../src/auth/sessions.service.js';
import type { Ack, Asked, ClientToServer, Hello, MyChanges, ServerToClient } from '../../src/contract/events.js';
import type { Changes } from '../../src/contract/views.js';
import type { TestApp } from './app.js';
import type { Person } from './people.js';

export type ClientSocket = Socket<ServerToClient, ClientToServer>;

/** A connected socket that remembers everything it was told. */
export interface Listener {
  socket: ClientSocket;
  hello: Hello;
  frames: Changes[];
  mine: MyChanges[];
  ask: <Event extends keyof Asked>(event: Event, payload: unknown) => Promise<Ack<Asked[Event]['data']>>;
  close: () => void;
}

const open: ClientSocket[] = [];

export function closeSockets(): void {
  for (const socket of open.splice(0)) socket.disconnect();
}

export function dial(app: TestApp, headers: Record<string, string>): ClientSocket {
  const socket: ClientSocket = io(app.url, {
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    forceNew: true,
  });
  open.push(socket);
  return socket;
}

export async function connect(app: TestApp, { cookie }: Pick<Person, 'cookie'>): Promise<Listener> {
  const socket = dial(app, { cookie });
  const frames: Changes[] = [];
  const mine: MyChanges[] = [];
  socket.on('channel:changes', (frame) => frames.push(frame));
  socket.on('me:changes', (changes) => mine.push(changes));
  const hello = await new Promise<Hello>((resolve, reject) => {
    socket.once('hello', resolve);
    socket.once('connect_error', reject);
  });
  return {
    socket,
    hello,
    frames,
    mine,
    ask: (event, payload) => socket.timeout(5_000).emitWithAck(event as 'sync', payload as never) as never,
    close: () => socket.disconnect(),
  };
}

/** Does these one after the other, each when what a socket is welcomed with was read once more and is not used yet. */
export function atReadings(app: TestApp, acts: (() => Promise<unknown>)[]): void {
  const sessions = app.nest.get(SessionsService);
  const read = SessionsService.prototype.findArrival.bind(sessions);
  const spy = jest.spyOn(sessions, 'findArrival');
  for (const act of acts) {
    spy.mockImplementationOnce(async (id) => {
      const arrival = await read(id);
      await act();
      return arrival;
    });
  }
}

/** What a refused handshake says. */
export function refusalOf(socket: ClientSocket): Promise<Error & { data?: { code: string } }> {
  return new Promise((resolve, reject) => {
    socket.once('connect_error', resolve);
    socket.once('connect', () => {
      reject(new Error('the handshake was accepted'));
    });
  });
}
