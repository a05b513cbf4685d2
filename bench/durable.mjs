// Acknowledged messages per second and per CPU second of the server: ours, which stores and authorises, beside a plain
// Socket.IO server with one insert per message, and beside one that stores nothing; and the first two once more on a disk
// that takes two milliseconds for each fsync. They take turns in one run; on a shared machine the ratios mean something and
// the figures little.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectVeche, cpuSeconds, generalOf, joinNaive, sendFor, signUp } from './senders.mjs';
import { atLeast, atMost } from './goals.mjs';
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

const SLOW_DISK = ['veche', 'Socket.IO + insert'];
const tools = mkdtempSync(join(tmpdir(), 'veche-bench-'));
const slowFsync = join(tools, 'slow-fsync.so');

pinLoad();
const results = await takeTurns(Object.keys(servers));
report();
execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', slowFsync, 'bench/references/slow-fsync.c']);
reportSlowDisk(await takeTurns(SLOW_DISK, slowFsync));
rmSync(tools, { recursive: true, force: true });

async function takeTurns(names, preload = '') {
  const turns = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 1; round <= ROUNDS; round++) {
    for (const name of names) turns[name].push(await measure(servers[name], preload));
    console.log(`round ${round} of ${ROUNDS} done`);
  }
  return turns;
}

async function measure({ script, ready, join: joinServer, bare = '' }, preload) {
  const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
  const env = { BARE: bare, DATABASE_URL: `sqlite:${folder}/veche.sqlite`, DATABASE_FILE: `${folder}/naive.sqlite` };
  if (preload) Object.assign(env, { LD_PRELOAD: preload, STALL_FILE: `${folder}/stall` });
  const args = preload ? ['--import', './bench/references/longest-stall.mjs'] : [];
  const { port, pid, stop } = await startServer({ script, ready, args, pinned: true }, env);
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, number) => joinServer(port, number)));
  await sendFor(senders, { ...LOAD, seconds: WARM_UP_SECONDS });
  if (preload) process.kill(pid, 'SIGUSR2');
  const [cpuBefore, loadBefore, started] = [cpuSeconds(pid), process.cpuUsage(), performance.now()];
  const sent = await sendFor(senders, { ...LOAD, seconds: SECONDS });
  const acks = [...sent.values()].reduce((sum, count) => sum + count, 0);
  const seconds = (performance.now() - started) / 1000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  const { user, system } = process.cpuUsage(loadBefore);
  const stall = preload ? await longestStall(pid, env.STALL_FILE) : NaN;
  for (const { socket } of senders) socket.terminate();
  await stop();
  rmSync(folder, { recursive: true, force: true });
  const busy = { server: cpu / seconds, load: (user + system) / 1e6 / seconds };
  return { perSecond: acks / seconds, perCpuSecond: cpu > 0 ? acks / cpu : NaN, ...busy, stall };
}

async function longestStall(pid, file) {
  process.kill(pid, 'SIGUSR2');
  for (let left = 2_000; left > 0 && !existsSync(file); left -= 50) await sleep(50);
  return Number(readFileSync(file, 'utf8'));
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

function reportSlowDisk(turns) {
  const figure = (name, kind) => median(turns[name].map((turn) => turn[kind]));
  console.log(`\nthe same on a disk that takes 2 ms for each fsync, median of ${ROUNDS} turns`);
  console.log('server                       acks/s   server busy   longest stall of the event loop, ms');
  for (const name of SLOW_DISK) {
    const cells = [figure(name, 'perSecond').toFixed(0).padStart(7), figure(name, 'server').toFixed(2).padStart(13)];
    console.log(`${name.padEnd(26)} ${cells.join(' ')} ${figure(name, 'stall').toFixed(1).padStart(13)}`);
  }
  const ratio = figure('veche', 'perSecond') / figure('Socket.IO + insert', 'perSecond');
  atLeast('durable acks a second on a slow disk, beside Socket.IO + insert', ratio, 100);
  atMost('longest stall of the event loop on a slow disk', figure('veche', 'stall'), 10, ' ms');
}
