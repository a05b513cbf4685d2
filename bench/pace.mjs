// What a message costs and how long it is on its way at a steady pace, in a room of 200: ours beside a bare Socket.IO server
// that stores nothing. Messages are sent when it is time, answered or not. They take turns in one run.
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from './goals.mjs';
import { MARK } from './listeners.mjs';
import { arrived, fill, SERVERS } from './rooms.mjs';
import { cpuSeconds, sendFor } from './senders.mjs';
import { median, pinLoad } from './server.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = 5;
const PEOPLE = 200;
const ROOM = { accounts: 50, devices: 4, rooms: 1, roomsOf: () => [0] };
const QUIET = 10;
/** Messages a second: 20 and 100 thousand deliveries. */
const PACES = [100, 500];
const TIME_BYTES = 15;
const AS_MANY_AS_POSSIBLE = { body: bodyNow(), inFlight: 16 };

pinLoad();
const results = Object.fromEntries(Object.keys(SERVERS).map((name) => [name, []]));
for (let round = 1; round <= ROUNDS; round++) {
  for (const [name, server] of Object.entries(SERVERS)) results[name].push(await measure(server));
  console.log(`round ${round} of ${ROUNDS} done`);
}
report();

async function measure(server) {
  const room = await fill(server, ROOM);
  const sent = new Map();
  const onTheWay = [];
  // One in the middle of those who hear; it also acknowledges, and those frames hold the message too.
  room.senders[ROOM.accounts / 2].socket.on('message', (data) => {
    const at = data.indexOf(MARK);
    if (at >= 0 && data[1] !== 0x33) onTheWay.push(performance.now() - timeAt(data, at + Buffer.byteLength(MARK)));
  });
  const all = async (seconds) => {
    const began = performance.now();
    add(sent, await sendFor(room.senders, { ...AS_MANY_AS_POSSIBLE, seconds }));
    await arrived(room.devices, sent);
    return (performance.now() - began) / 1000;
  };
  const paced = async (perSecond) => {
    onTheWay.length = 0;
    const cpuBefore = cpuSeconds(room.pid);
    const began = performance.now();
    add(sent, await sendPaced(room.senders, perSecond));
    await arrived(room.devices, sent);
    const seconds = (performance.now() - began) / 1000;
    const late = [...onTheWay].sort((a, b) => a - b);
    const share = (part) => late[Math.floor(late.length * part)];
    return { cpu: (cpuSeconds(room.pid) - cpuBefore) / seconds, p50: share(0.5), p99: share(0.99) };
  };
  await all(2);
  const before = total(sent);
  const seconds = await all(3);
  const most = (total(sent) - before) / seconds;
  const quiet = await paced(QUIET);
  const paces = [];
  for (const pace of PACES) paces.push(await paced(pace));
  const half = await paced(most / 2);
  await room.close();
  return { most, quiet, paces, half };
}

/** So many a second, by turns, acknowledged or not; returns, when all are, how many each channel was sent. */
async function sendPaced(senders, perSecond) {
  const began = performance.now();
  const pending = [];
  while (performance.now() - began < SECONDS * 1000) {
    const due = ((performance.now() - began) / 1000) * perSecond;
    while (pending.length < due) pending.push(senders[pending.length % senders.length].send(bodyNow()));
    await sleep(1);
  }
  const sent = new Map();
  for (const channelId of await Promise.all(pending)) sent.set(channelId, (sent.get(channelId) ?? 0) + 1);
  return sent;
}

/** Begins with when it was sent. */
function bodyNow() {
  return `${MARK}${performance.now().toFixed(3).padStart(TIME_BYTES)} The database was restored, and everybody may come back.`;
}

function timeAt(data, at) {
  return parseFloat(data.toString('latin1', at, at + TIME_BYTES));
}

function add(sums, counts) {
  for (const [key, count] of counts) sums.set(key, (sums.get(key) ?? 0) + count);
}

function total(counts) {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function report() {
  const figure = (name, pick) => median(results[name].map(pick));
  const paces = [
    [`quiet: ${QUIET} messages a second`, ({ quiet }) => quiet],
    ...PACES.map((pace, place) => [
      `${((pace * PEOPLE) / 1000).toFixed()} thousand deliveries a second`,
      (result) => result.paces[place],
    ]),
    ['half of its own maximum', ({ half }) => half],
  ];
  console.log(`\na room of ${PEOPLE} at a steady pace, median of ${ROUNDS} turns`);
  console.log('pace                                server          CPU busy   p50 ms   p99 ms');
  for (const [title, pick] of paces)
    for (const name of Object.keys(SERVERS)) {
      const cell = (kind, digits, width) =>
        figure(name, (one) => pick(one)[kind])
          .toFixed(digits)
          .padStart(width);
      const cells = `${cell('cpu', 2, 8)} ${cell('p50', 2, 8)} ${cell('p99', 1, 8)}`;
      console.log(`${title.padEnd(35)} ${name.padEnd(15)} ${cells}`);
    }
  for (const name of Object.keys(SERVERS))
    console.log(`the maximum of ${name}: ${(figure(name, ({ most }) => most) * PEOPLE).toFixed()} deliveries a second`);
  const beside = (pick) => figure('veche', pick) / figure('bare Socket.IO', pick);
  PACES.forEach((pace, place) => {
    const what = `CPU time at ${(pace * PEOPLE) / 1000} thousand deliveries a second, beside bare Socket.IO`;
    atMost(
      what,
      beside(({ paces }) => paces[place].cpu),
      1,
    );
  });
  atMost(
    'p50 on the way in a quiet room, beside bare Socket.IO',
    beside(({ quiet }) => quiet.p50),
    1.5,
  );
  atMost(
    'p99 on the way at half of the maximum',
    figure('veche', ({ half }) => half.p99),
    100,
    ' ms',
  );
}
