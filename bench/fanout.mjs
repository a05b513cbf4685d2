// Deliveries per CPU second of the server: ours, which stores and authorises, beside a bare Socket.IO server that emits
// each message once and stores nothing. They take turns in one run; on a shared machine the ratios mean something and the
// figures little. A round that lost a delivery ends the program.
import { atLeast } from './goals.mjs';
import { MARK } from './listeners.mjs';
import { arrived, fill, owed, SERVERS } from './rooms.mjs';
import { cpuSeconds, sendFor } from './senders.mjs';
import { median, pinLoad } from './server.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = 4;
/** Not measured: the first messages run code that is not compiled yet. */
const WARM_UP_SECONDS = 2;
const BODY = `${MARK} The database was restored this morning, and everybody may come back; привет, добрый день!`;
/** From here on the load itself is what was measured. */
const LOAD_LIMIT = 0.95;

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

pinLoad();
for (const scenario of scenarios) {
  const results = Object.fromEntries(Object.keys(SERVERS).map((name) => [name, []]));
  for (let round = 1; round <= ROUNDS; round++)
    for (const [name, server] of Object.entries(SERVERS)) results[name].push(await measure(server, scenario));
  report(scenario, results);
}

async function measure(server, scenario) {
  const { pid, devices, senders, close } = await fill(server, scenario);
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
  await close();
  const perSecond = deliveries / seconds;
  return { perSecond, perCpuSecond: deliveries / cpu, server: cpu / seconds, load: (user + system) / 1e6 / seconds };
}

function report({ name: scenario, goal, accounts, inFlight }, results) {
  const figure = (name, kind) => median(results[name].map((result) => result[kind]));
  console.log(`\n${scenario}: ${accounts} senders × ${inFlight} in flight, median of ${ROUNDS} turns`);
  console.log('server               deliveries/s   per CPU s   ratio   server busy   load busy');
  for (const name of Object.keys(SERVERS)) {
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
