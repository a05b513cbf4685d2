// Deliveries per CPU second of the server: ours, which stores and authorises, beside a bare Socket.IO server that emits
// each message once and stores nothing. They take turns in one run; on a shared machine the ratios mean something and the
// figures little. Every delivery is counted at its receiver, and a round that lost one ends the program.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectVeche, cpuSeconds, generalOf, joinNaive, sendFor, signUp } from './senders.mjs';
import { atLeast } from './goals.mjs';
import { median, pinLoad, startServer, VECHE } from './server.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = 4;
/** Not measured: the first messages run code that is not compiled yet. */
const WARM_UP_SECONDS = 2;
/** Begins each body; nothing else that is sent holds it. */
const MARK = '\u2603mark';
const MARK_BYTES = Buffer.byteLength(MARK);
const PONG_MS = 5_000;
const BODY = `${MARK} The database was restored this morning, and everybody may come back; привет, добрый день!`;
/** From here on the load itself is what was measured. */
const LOAD_LIMIT = 0.95;

/** Each account has so many devices, of which the first one sends; `roomsOf` tells in which rooms an account is. */
const scenarios = [
  { name: 'a room of 200', goal: 10, accounts: 50, devices: 4, inFlight: 16, rooms: 1, roomsOf: () => [0] },
  { name: 'a room of 1,000', goal: 20, accounts: 50, devices: 20, inFlight: 16, rooms: 1, roomsOf: () => [0] },
  {
    name: '200 lukewarm rooms, 1,000 devices in 10 each',
    ...{ goal: 4, accounts: 100, devices: 10, inFlight: 16, rooms: 200 },
    // Ten blocks of twenty rooms; every account is in one of each, with four others that differ from block to block.
    roomsOf: (account) => STRIDES.map((stride, block) => 20 * block + Math.floor(((account * stride) % 100) / 5)),
  },
];
const STRIDES = [1, 3, 7, 9, 11, 13, 17, 19, 21, 23];

const servers = {
  veche: { ...VECHE, open: openVeche },
  'bare Socket.IO': { script: 'bench/references/naive-socket-io.mjs', ready: 'ready', open: openNaive },
};

pinLoad();
for (const scenario of scenarios) {
  const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  for (let round = 1; round <= ROUNDS; round++)
    for (const [name, server] of Object.entries(servers)) results[name].push(await measure(server, scenario));
  report(scenario, results);
}

async function measure({ open, ...program }, scenario) {
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
  const load = { body: BODY, inFlight: scenario.inFlight };
  const before = await sendFor(senders, { ...load, seconds: WARM_UP_SECONDS });
  await arrived(devices, before);
  const [cpuBefore, loadBefore, started] = [cpuSeconds(pid), process.cpuUsage(), performance.now()];
  const sent = await sendFor(senders, { ...load, seconds: SECONDS });
  for (const [id, count] of before) sent.set(id, (sent.get(id) ?? 0) + count);
  await arrived(devices, sent);
  const seconds = (performance.now() - started) / 1000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  const { user, system } = process.cpuUsage(loadBefore);
  const deliveries = devices.reduce((sum, device) => sum + device.count() - owed(device, before), 0);
  for (const { socket } of devices) socket.terminate();
  await stop();
  rmSync(folder, { recursive: true, force: true });
  const perSecond = deliveries / seconds;
  return { perSecond, perCpuSecond: deliveries / cpu, server: cpu / seconds, load: (user + system) / 1e6 / seconds };
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

function marksIn(data) {
  let count = 0;
  for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + MARK_BYTES)) count++;
  return count;
}

function owed({ channelIds }, sent) {
  return channelIds.reduce((sum, id) => sum + (sent.get(id) ?? 0), 0);
}

async function arrived(devices, sent) {
  const waits = () => devices.find((device) => device.count() < owed(device, sent));
  for (let left = 30_000; waits(); left -= 50) {
    if (left <= 0) throw new Error(`lost: one received ${waits().count()} of ${owed(waits(), sent)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function report({ name: scenario, goal, accounts, inFlight }, results) {
  const figure = (name, kind) => median(results[name].map((result) => result[kind]));
  console.log(`\n${scenario}: ${accounts} senders × ${inFlight} in flight, median of ${ROUNDS} turns`);
  console.log('server               deliveries/s   per CPU s   ratio   server busy   load busy');
  for (const name of Object.keys(servers)) {
    const cells = [
      figure(name, 'perSecond').toFixed(0).padStart(12),
      figure(name, 'perCpuSecond').toFixed(0).padStart(11),
    ];
    cells.push((figure('veche', 'perCpuSecond') / figure(name, 'perCpuSecond')).toFixed(2).padStart(7));
    cells.push(figure(name, 'server').toFixed(2).padStart(13), figure(name, 'load').toFixed(2).padStart(11));
    const limited = figure(name, 'load') > LOAD_LIMIT ? '   the load was the limit: does not count' : '';
    console.log(`${name.padEnd(20)} ${cells.join(' ')}${limited}`);
  }
  const ratio = figure('veche', 'perCpuSecond') / figure('bare Socket.IO', 'perCpuSecond');
  atLeast(`deliveries per CPU second in ${scenario}, beside bare Socket.IO`, ratio, goal);
}
