// Deliveries per CPU second of the server: ours, which stores and authorises, beside a bare Socket.IO server that emits
// each message once and stores nothing. They take turns in one run; on a shared machine the ratios mean something and the
// figures little. Every delivery is counted at its receiver, and a round that lost one ends the program.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { cpuSeconds, joinNaive, joinVeche, sendUntil } from './senders.mjs';
import { median, startServer, VECHE } from './server.mjs';

const ROUNDS = 3;
const SECONDS = 4;
const ROOMS = [200, 1_000];
const SENDERS = 10;
const IN_FLIGHT = 16;
/** Begins each body; nothing else that is sent holds it. */
const MARK = '\u2603mark';
const BODY = MARK + 'x'.repeat(95);
/** From here on the load itself is what was measured. */
const LOAD_LIMIT = 0.95;

const servers = {
  veche: { ...VECHE, join: joinVeche },
  'bare Socket.IO': { script: 'bench/references/naive-socket-io.mjs', ready: 'ready', join: joinNaive },
};

for (const size of ROOMS) {
  const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  for (let round = 1; round <= ROUNDS; round++)
    for (const [name, server] of Object.entries(servers)) results[name].push(await measure(server, size));
  report(size, results);
}

async function measure({ script, ready, join: joinServer }, size) {
  const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
  const { port, pid, stop } = await startServer(
    { script, ready },
    { BARE: '1', DATABASE_URL: `sqlite:${folder}/v.sqlite` },
  );
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, number) => joinServer(port, number)));
  const receivers = [];
  for (let i = 0; i < size; i++) receivers.push(await receive(port, senders[i % SENDERS].cookie));
  const [cpuBefore, loadBefore, started] = [cpuSeconds(pid), process.cpuUsage(), performance.now()];
  const end = started + SECONDS * 1000;
  const counts = await Promise.all(
    senders.flatMap((sender) => Array.from({ length: IN_FLIGHT }, () => sendUntil(sender, BODY, end))),
  );
  const sent = counts.reduce((sum, count) => sum + count, 0);
  await arrived(receivers, sent);
  const seconds = (performance.now() - started) / 1000;
  const cpu = cpuSeconds(pid) - cpuBefore;
  const { user, system } = process.cpuUsage(loadBefore);
  for (const { socket } of [...senders, ...receivers]) socket.close();
  await stop();
  rmSync(folder, { recursive: true, force: true });
  const deliveries = sent * size;
  const load = (user + system) / 1e6 / seconds;
  return { perSecond: deliveries / seconds, perCpuSecond: deliveries / cpu, server: cpu / seconds, load };
}

/** Reads frames as they come and only counts in them: the load must not be the limit. */
function receive(port, cookie) {
  return new Promise((resolve, reject) => {
    const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url, { headers: cookie ? { cookie } : {}, perMessageDeflate: false });
    const receiver = { socket, count: 0 };
    socket.on('error', reject);
    socket.on('message', (data) => {
      if (data[0] === 0x30) socket.send('40');
      else if (data[0] === 0x32) socket.send('3');
      else if (data[1] === 0x30) resolve(receiver);
      for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + MARK.length)) receiver.count++;
    });
  });
}

async function arrived(receivers, sent) {
  for (let left = 30_000; receivers.some(({ count }) => count < sent); left -= 50) {
    if (left <= 0) throw new Error(`lost: of ${sent} one received ${Math.min(...receivers.map(({ count }) => count))}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function report(size, results) {
  const figure = (name, kind) => median(results[name].map((result) => result[kind]));
  console.log(`\nroom of ${size}, ${SENDERS} senders × ${IN_FLIGHT} in flight, median of ${ROUNDS} turns`);
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
}
