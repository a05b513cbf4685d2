// Acknowledged messages per second and per CPU second of the server: ours, which stores and authorises, beside a plain
// Socket.IO server with one insert per message, and beside one that stores nothing. They take turns in one run; on a
// shared machine the ratios mean something and the figures little.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuSeconds, joinNaive, joinVeche, sendUntil } from './senders.mjs';
import { median, startServer, VECHE } from './server.mjs';

const ROUNDS = 3;
const SECONDS = 4;
const SENDERS = 20;
const IN_FLIGHT = 16;
const BODY = 'x'.repeat(100);

const servers = {
  veche: { ...VECHE, join: joinVeche },
  'Socket.IO + insert': { script: 'bench/references/naive-socket-io.mjs', ready: 'ready', join: joinNaive },
  'Socket.IO, nothing stored': {
    script: 'bench/references/naive-socket-io.mjs',
    ready: 'ready',
    join: joinNaive,
    bare: '1',
  },
};

const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
for (let round = 1; round <= ROUNDS; round++) {
  for (const [name, server] of Object.entries(servers)) results[name].push(await measure(server));
  console.log(`round ${round} of ${ROUNDS} done`);
}
report();

async function measure({ script, ready, join: joinServer, bare = '' }) {
  const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
  const env = { BARE: bare, DATABASE_URL: `sqlite:${folder}/veche.sqlite`, DATABASE_FILE: `${folder}/naive.sqlite` };
  const { port, pid, stop } = await startServer({ script, ready }, env);
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, number) => joinServer(port, number)));
  const cpuBefore = cpuSeconds(pid);
  const started = performance.now();
  const end = started + SECONDS * 1000;
  const counts = await Promise.all(
    senders.flatMap((sender) => Array.from({ length: IN_FLIGHT }, () => sendUntil(sender, BODY, end))),
  );
  const seconds = (performance.now() - started) / 1000;
  const acks = counts.reduce((sum, count) => sum + count, 0);
  const cpu = cpuSeconds(pid) - cpuBefore;
  for (const { socket } of senders) socket.disconnect();
  await stop();
  rmSync(folder, { recursive: true, force: true });
  return { perSecond: acks / seconds, perCpuSecond: cpu > 0 ? acks / cpu : NaN };
}

function report() {
  const figure = (name, kind) => median(results[name].map((result) => result[kind]));
  console.log(
    `\ndurable acks, ${SENDERS} senders × ${IN_FLIGHT} in flight, everybody hears everything, median of ${ROUNDS} turns`,
  );
  console.log('server                       acks/s   ratio   acks/CPU s   ratio');
  for (const name of Object.keys(servers)) {
    const [perSecond, perCpu] = [figure(name, 'perSecond'), figure(name, 'perCpuSecond')];
    const ratios = [figure('veche', 'perSecond') / perSecond, figure('veche', 'perCpuSecond') / perCpu];
    const cells = [perSecond.toFixed(0).padStart(7), ratios[0].toFixed(2).padStart(7)];
    cells.push(perCpu.toFixed(0).padStart(12), ratios[1].toFixed(2).padStart(7));
    console.log(`${name.padEnd(26)} ${cells.join(' ')}`);
  }
  console.log(
    'ratio: Veche against this server. The load runs beside the server: on two cores it may be what is measured.',
  );
}
