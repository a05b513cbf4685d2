// Rooms full of devices, in Veche and in a bare Socket.IO server, for the programs that count deliveries. Every delivery is
// counted at its receiver.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen, marksIn } from './listeners.mjs';
import { connectVeche, generalOf, joinNaive, signUp } from './senders.mjs';
import { startServer, VECHE } from './server.mjs';

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
  const devices = [];
  const senders = [];
  // One after the other, so that nobody waits longer than a handshake may take.
  for (const [number, { channelIds, send, hear }] of (await open(port, scenario)).entries()) {
    const isSender = number % scenario.devices === 0;
    devices.push(isSender ? await counting(send) : { channelIds, ...(await hear()) });
    if (isSender) senders.push(devices.at(-1));
  }
  const close = async () => {
    for (const device of devices) device.close();
    await stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { pid, devices, senders, close };
}

/** For each device where it is, and how it comes in to send or only to hear. */
async function openVeche(port, { accounts, devices, rooms, roomsOf }) {
  const people = [];
  for (let number = 0; number < accounts; number++) people.push(await signUp(port, `sender${number}`));
  const of = (room) => people.filter((_, number) => roomsOf(number).includes(room));
  const ids = [];
  if (rooms === 1) ids.push(await generalOf(port, people[0]));
  else for (let room = 0; room < rooms; room++) ids.push(await makeGroup(port, `room ${room}`, of(room)));
  return people.flatMap((person, number) => {
    const channelIds = roomsOf(number).map((room) => ids[room]);
    const send = () => connectVeche(port, person, channelIds);
    const hear = () => listen({ port, query: '', cookie: person.cookie, welcome: '42["hello",' });
    return Array.from({ length: devices }, () => ({ channelIds, send, hear }));
  });
}

function openNaive(port, { accounts, devices, roomsOf }) {
  return Array.from({ length: accounts * devices }, (_, number) => {
    const channelIds = roomsOf(Math.floor(number / devices)).map(String);
    const send = () => joinNaive(port, channelIds);
    const hear = () => listen({ port, query: `&rooms=${channelIds.join()}`, cookie: '', welcome: '40{' });
    return { channelIds, send, hear };
  });
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

/** Counts what a sender reads. An acknowledgement holds the message too. */
async function counting(connect) {
  const sender = await connect();
  let count = 0;
  sender.socket.on('message', (data) => {
    if (data[1] !== 0x33) count += marksIn(data);
  });
  return { ...sender, count: () => count, close: () => sender.socket.terminate() };
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
