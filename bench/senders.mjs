// Who sends, in the programs that measure messages. They speak Socket.IO's protocol by hand, and look only for what they
// count: a client that reads everything costs more than the server, and the load would be what is measured.
import { readFileSync } from 'node:fs';
import { v7 } from 'uuid';
import { WebSocket } from 'ws';
import { register } from './server.mjs';

/** An account of Veche, and its session. */
export const signUp = (port, username) => register(`http://127.0.0.1:${port}`, username);

/** The channel that everybody is in. */
export async function generalOf(port, { cookie }) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/channels`, { headers: { cookie } });
  return (await answer.json()).items.find(({ kind }) => kind === 'general').id;
}

/** A device that is welcomed; it sends to these channels by turns. */
export async function connectVeche(port, { cookie }, channelIds) {
  return sender(await connect(port, '', cookie, '42["hello",'), channelIds);
}

export async function joinNaive(port, rooms = ['general']) {
  return sender(await connect(port, `&rooms=${rooms.join()}`, '', '40'), rooms);
}

/** @param ready how the packet begins after which a socket is there */
function connect(port, query, cookie, ready) {
  return new Promise((resolve, reject) => {
    const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket${query}`;
    const socket = new WebSocket(url, { headers: cookie ? { cookie } : {}, perMessageDeflate: false });
    const failed = () => reject(new Error('a connection failed'));
    socket.on('error', failed);
    socket.once('close', failed);
    socket.on('message', (data) => {
      if (data[0] === 0x30) socket.send('40');
      else if (data[0] === 0x32) socket.send('3');
      if (data.indexOf(ready) === 0) resolve(socket);
    });
  });
}

/** Sends, and resolves with the channel when it is acknowledged; a refusal ends the program. */
function sender(socket, channelIds) {
  const waiting = new Map();
  let number = 0;
  socket.on('message', (data) => {
    if (data[0] !== 0x34 || data[1] !== 0x33) return;
    const end = data.indexOf('[');
    const id = Number(data.subarray(2, end));
    if (data.indexOf('{"ok":true') !== end + 1) throw new Error(`refused: ${data}`);
    waiting.get(id)();
    waiting.delete(id);
  });
  const send = (body) =>
    new Promise((resolve) => {
      const channelId = channelIds[++number % channelIds.length];
      const packet = ['message:send', { channelId, clientId: v7(), body }];
      waiting.set(number, () => resolve(channelId));
      socket.send(`42${number}${JSON.stringify(packet)}`);
    });
  return { socket, channelIds, send };
}

/** User and system time of a process: fields 14 and 15 of /proc/<pid>/stat, in ticks of 10 ms. NaN where there is no /proc. */
export function cpuSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return NaN;
  }
}

/** Each sender keeps so many in flight for so many seconds; returns how many each channel was sent. */
export async function sendFor(senders, { body, inFlight, seconds }) {
  const end = performance.now() + seconds * 1000;
  const sent = new Map();
  const flight = async ({ send }) => {
    while (performance.now() < end) {
      const channelId = await send(body);
      sent.set(channelId, (sent.get(channelId) ?? 0) + 1);
    }
  };
  await Promise.all(senders.flatMap((sender) => Array.from({ length: inFlight }, () => flight(sender))));
  return sent;
}
