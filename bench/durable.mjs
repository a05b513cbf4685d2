// Acknowledged messages per second and per CPU second of the server: ours, which stores and authorises, beside a plain
// Socket.IO server with one insert per message, and beside one that stores nothing. They take turns in one run; on a
// shared machine the ratios mean something and the figures little.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectVeche, cpuSeconds, generalOf, joinNaive, sendFor, signUp } from './senders.mjs';
import { atLeast } from './goals.mjs';
import { median, pinLoad, startServer, VECHE } from './server.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = 4;
const SENDERS = 50;
/** Not measured: the first messages run code that is not compiled yet. */
const WARM_UP_SECONDS = 2;
const IN_FLIGHT = 16;
/** As people write: a hundred letters of words, not one letter a hundred times, which is next to nothing to index. */
const BODY = 'The database was restored this morning, and everybody may come back to work; привет, добрый день всем!';

const LOAD = { body: BODY, inFlight: IN_FLIGHT };

const servers = {
  veche: { ...VECHE, join: joinVeche },
  'Socket.IO + insert': {
    script: 'bench/references/naive-socket-io.mjs',
    ready: 'ready',
    join: (port) => joinNaive(port),
    goal: 2,
  },
  'Socket.IO, nothing stored': {
    script: 'bench/references/naive-socket-io.mjs',
    ready: 'ready',
    join: (port) => joinNaive(port),
    bare: '1',
    goal: 1,
  },
};

pinLoad();
const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
for (let round = 1; round <= ROUNDS; round++) {
  for (const [name, server] of Object.entries(servers)) results[name].push(await measure(server));
  console.log(`round ${round} of ${ROUNDS} done`);
}
report();

async function measure({ script, ready, join: joinServer, bare = '' }) {
  const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
  const env = { BARE: bare, DATABASE_URL: `sqlite:${folder}/veche.sqlite`, DATABASE_FILE: `${folder}/naive.sqlite` };
  const { port, pid, stop } = await startServer({ script, ready, pinned: true }, env);
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, number) => joinServer(port, number)));
  await sendFor(senders, { ...LOAD, seconds: WARM_UP_SECONDS });
  const [cpuBefore, loadBefore, started] = [cpuSeconds(pid), process.cpuUsage(), performance.now()];
  const sent = await sendFor(senders, { ...LOAD, seconds: SECONDS });
  const acks = [...sent.values()].reduce((sum, count) => sum + count, 0);
  const seconds = (performance.now() - started) / 1000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  const { user, system } = process.cpuUsage(loadBefore);
  for (const { socket } of senders) socket.terminate();
  await stop();
  rmSync(folder, { recursive: true, force: true });
  const busy = { server: cpu / seconds, load: (user + system) / 1e6 / seconds };
  return { perSecond: acks / seconds, perCpuSecond: cpu > 0 ? acks / cpu : NaN, ...busy };
}

async function joinVeche(port, number) {
  const person = await signUp(port, `sender${number}`);
  return connectVeche(port, person, [await generalOf(port, person)]);
}

function report() {
  const figure = (name, kind) => median(results[name].map((result) => result[kind]));
  console.log(
    `\ndurable acks, ${SENDERS} senders × ${IN_FLIGHT} in flight, everybody hears everything, median of ${ROUNDS} turns`,
  );
  console.log('server                       acks/s   ratio   acks/CPU s   ratio   server busy   load busy');
  for (const name of Object.keys(servers)) {
    const [perSecond, perCpu] = [figure(name, 'perSecond'), figure(name, 'perCpuSecond')];
    const ratios = [figure('veche', 'perSecond') / perSecond, figure('veche', 'perCpuSecond') / perCpu];
    const cells = [perSecond.toFixed(0).padStart(7), ratios[0].toFixed(2).padStart(7)];
    cells.push(perCpu.toFixed(0).padStart(12), ratios[1].toFixed(2).padStart(7));
    cells.push(figure(name, 'server').toFixed(2).padStart(13), figure(name, 'load').toFixed(2).padStart(11));
    console.log(`${name.padEnd(26)} ${cells.join(' ')}`);
  }
  for (const [name, { goal }] of Object.entries(servers))
    if (goal) {
      const ratio = figure('veche', 'perCpuSecond') / figure(name, 'perCpuSecond');
      atLeast(`durable acks per CPU second beside ${name}`, ratio, goal);
    }
  console.log(
    'ratio: Veche against this server. The load runs beside the server: on two cores it may be what is measured.',
  );
}
