import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Server, type Socket } from 'socket.io';
import { io as dial, type Socket as ClientSocket } from 'socket.io-client';
import { joinWrites } from '../../src/realtime/joined-writes.js';
import { until } from '../support/until.js';

let http: HttpServer;
let server: Server;
let socket: Socket;
let client: ClientSocket;
/** What each write to the client held, without what belongs to the protocol. */
let writes: string[][];
let heard: unknown[];

beforeEach(async () => {
  http = createServer();
  server = new Server(http, { transports: ['websocket'] });
  joinWrites(server);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const connected = new Promise<Socket>((resolve) => server.once('connection', resolve));
  client = dial(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ['websocket'] });
  heard = [];
  client.on('said', (what) => heard.push(what));
  socket = await connected;
  await until(() => client.connected, 'the client is connected');
  writes = [];
  socket.conn.on('flush', (packets: { data: string }[]) => writes.push(packets.map(({ data }) => data)));
  await quiet();
});
afterEach(async () => {
  client.disconnect();
  await server.close();
});

const say = (what: number) => server.emit('said', what);
const said = (what: number) => `2["said",${what}]`;
/** Longer than the pace of any client. */
const quiet = () => new Promise((resolve) => setTimeout(resolve, 60));

describe('what a room is told', () => {
  it('is written at once to a client that was told nothing for a while', async () => {
    say(1);
    await nextTurn();
    expect(writes).toEqual([[said(1)]]);
  });

  it('in many turns is written to each client in few writes, and all of it in order', async () => {
    for (let what = 1; what <= 20; what++) {
      say(what);
      await nextTurn();
    }
    await until(() => heard.length === 20, 'the client heard everything');
    expect(heard).toEqual(Array.from({ length: 20 }, (_, before) => before + 1));
    expect(writes.length).toBeLessThan(10);
  });

  it('waits no longer than until the client is answered, and comes before the answer', async () => {
    socket.on('ask', async (acknowledge: (answer: string) => void) => {
      say(1);
      await nextTurn();
      say(2);
      acknowledge('answered');
      await nextTurn();
      writes.push(['a later turn']);
    });
    await client.emitWithAck('ask');
    await until(() => writes.length === 3, 'a later turn began');
    expect(writes).toEqual([[said(1)], [said(2), '30["answered"]'], ['a later turn']]);
    expect(heard).toEqual([1, 2]);
  });

  it('and still waits when the connection is closed reaches the client before its end', async () => {
    say(1);
    await nextTurn();
    say(2);
    socket.disconnect(true);
    await until(() => client.disconnected, 'the client is disconnected');
    expect(heard).toEqual([1, 2]);
  });
});
