// Rooms full of devices, in Veche and in a bare Socket.IO server, for the programs that count deliveries. Every delivery is
// counted at its receiver.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectVeche, generalOf, joinNaive, signUp } from './senders.mjs';
import { startServer, VECHE } from './server.mjs';

/** Begins each body; nothing else that is sent holds it. */
export const MARK = '\u{1f4cd}';
const [FIRST, SECOND, THIRD, FOURTH] = Buffer.from(MARK);
const MARK_BYTES = Buffer.byteLength(MARK);
const PONG_MS = 5_000;

export const SERVERS = {
  veche: { ...VECHE, open: openVeche },
  'bare Socket.IO': { script: 'bench/references/naive-socket-io.mjs', ready: 'ready', open: openNaive },
};

/**
 * Starts a server on a core of its own, and lets everybody in.
 *
 * @param {{accounts: number, devices: number, rooms: number, roomsOf: (account: number) => number[]}} scenario each account
 *   has so many devices, of which the first one sends; `roomsOf` tells in which rooms an account is
 */
export async function fill({ open, ...program }, scenario) {
  const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
  const { port, pid, stop } = await startServer(
    { ...program, pinned: true },
    { BARE: '1', DATABASE_URL: `sqlite:${folder}/v.sqlite` },
  );
  const isSender = (number) => number % scenario.devices === 0;
  const devices = (await open(port, scenario)).map((device, number) => ({
    ...device,
    ...(isSender(number) ? countFrames : countBytes)(device.socket),
  }));
  const senders = devices.filter((_, number) => isSender(number));
  const close = async () => {
    for (const { socket } of devices) socket.terminate();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { pid, devices, senders, close };
}

async function openVeche(port, { accounts, devices, rooms, roomsOf }) {
  const people = [];
  for (let number = 0; number < accounts; number++) people.push(await signUp(port, `sender${number}`));
  const of = (room) => people.filter((_, number) => roomsOf(number).includes(room));
  const ids = [];
  if (rooms === 1) ids.push(await generalOf(port, people[0]));
  else for (let room = 0; room < rooms; room++) ids.push(await makeGroup(port, `room ${room}`, of(room)));
  const all = people.flatMap((person, number) =>
    Array.from({ length: devices }, () => ({ person, channelIds: roomsOf(number).map((room) => ids[room]) })),
  );
  return one(all, ({ person, channelIds }) => connectVeche(port, person, channelIds));
}

async function openNaive(port, { accounts, devices, roomsOf }) {
  const all = Array.from({ length: accounts * devices }, (_, number) => roomsOf(Math.floor(number / devices)));
  return one(all, (rooms) => joinNaive(port, rooms.map(String)));
}

async function makeGroup(port, name, [owner, ...others]) {
  const answer = await fetch(`http://127.0.0.1:${port}/api/groups`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: owner.cookie },
    body: JSON.stringify({ name, userIds: others.map(({ user }) => user.id) }),
  });
  if (!answer.ok) throw new Error(`no group: ${await answer.text()}`);
  return (await answer.json()).id;
}

/** One after the other, so that nobody waits longer than a handshake may take. */
async function one(items, work) {
  const results = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** Counts what a sender reads. An acknowledgement holds the message too. */
function countFrames(socket) {
  let count = 0;
  socket.on('message', (data) => {
    if (data[1] !== 0x33) count += marksIn(data);
  });
  return { count: () => count };
}

/**
 * Counts what a mere listener reads, past the WebSocket: a thousand of them that take frames apart cost more than the server,
 * and the load would be what is measured. Nobody answers pings then, so one does without being asked.
 */
function countBytes(socket) {
  let count = 0;
  let tail = Buffer.alloc(0);
  const pongs = setInterval(() => socket.send('3'), PONG_MS);
  socket.once('close', () => clearInterval(pongs));
  const wire = socket._socket;
  wire.removeAllListeners('data');
  wire.on('data', (chunk) => {
    count += marksIn(Buffer.concat([tail, chunk.subarray(0, MARK_BYTES - 1)])) + marksIn(chunk);
    tail = chunk.subarray(Math.max(0, chunk.length - MARK_BYTES + 1));
  });
  return { count: () => count };
}

/** Looks for one rare byte, which takes a seventh of the time of looking for text: the load would be what is measured. */
export function marksIn(data) {
  let count = 0;
  for (let at = data.indexOf(FIRST); at >= 0; at = data.indexOf(FIRST, at + 1))
    if (data[at + 1] === SECOND && data[at + 2] === THIRD && data[at + 3] === FOURTH) count++;
  return count;
}

/** How many of what the channels were sent a device is to receive. */
export function owed({ channelIds }, sent) {
  return channelIds.reduce((sum, id) => sum + (sent.get(id) ?? 0), 0);
}

/** Waits until everybody has everything; what is lost ends the program. */
export async function arrived(devices, sent) {
  const waits = () => devices.find((device) => device.count() < owed(device, sent));
  for (let left = 30_000; waits(); left -= 50) {
    if (left <= 0) throw new Error(`lost: one received ${waits().count()} of ${owed(waits(), sent)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
