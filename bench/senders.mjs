// Who sends, in the programs that measure messages.
import { readFileSync } from 'node:fs';
import { io } from 'socket.io-client';
import { register } from './server.mjs';

/** A person of Veche, signed in and connected. */
export async function joinVeche(port, number) {
  const url = `http://127.0.0.1:${port}`;
  const { cookie } = await register(url, `sender${number}`);
  const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie } });
  const hello = await new Promise((resolve) => socket.once('hello', resolve));
  return { socket, cookie, channelId: Object.keys(hello.heads)[0] };
}

export async function joinNaive(port) {
  const socket = io(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true });
  await new Promise((resolve) => socket.once('connect', resolve));
  return { socket, cookie: '', channelId: '' };
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

/** Sends one message after the other's acknowledgement; returns how many. */
export async function sendUntil({ socket, channelId }, body, end) {
  let count = 0;
  while (performance.now() < end) {
    const payload = { channelId, clientId: crypto.randomUUID(), body };
    const answer = await socket.timeout(10_000).emitWithAck('message:send', payload);
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer.error)}`);
    count++;
  }
  return count;
}
