// From the start of the process until /health/ready answers 200, on a database of a million messages, and the memory of the
// server once it has nothing to do: ours, beside a Nest server that does nothing. They take turns.
import { setTimeout as sleep } from 'node:timers/promises';
import { atMost } from './goals.mjs';
import { longHistory } from './long-history.mjs';
import { cpuSeconds } from './senders.mjs';
import { median, pinLoad, residentMegabytes, startServer, VECHE } from './server.mjs';

const MESSAGES = 1_000_000;
const ROUNDS = 5;
const IDLE_MS = 5_000;

pinLoad();
const { env, remove } = await longHistory(MESSAGES);
const servers = {
  veche: { ...VECHE, env },
  'bare Nest gateway': { script: 'bench/references/plain-nest.mjs', ready: 'ready', env: {} },
};
const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round++)
  for (const [name, { env: settings, ...program }] of Object.entries(servers))
    results[name].push(await measure(program, settings));
remove();
report();

async function measure(program, settings) {
  const began = performance.now();
  const { url, pid, stop } = await startServer({ ...program, pinned: true }, settings);
  await untilReady(url);
  const [seconds, cpu] = [(performance.now() - began) / 1000, cpuSeconds(pid)];
  await sleep(IDLE_MS);
  const megabytes = residentMegabytes(pid);
  await stop();
  return { seconds, cpu, megabytes };
}

async function untilReady(url) {
  for (let left = 1_000; left > 0; left--) {
    if ((await fetch(`${url}/health/ready`)).status === 200) return;
    await sleep(10);
  }
  throw new Error('it does not get ready');
}

function report() {
  const figure = (name, kind) => median(results[name].map((result) => result[kind]));
  console.log(`\n${MESSAGES.toLocaleString('en')} messages, nobody connected, median of ${ROUNDS} turns`);
  console.log('server               seconds to ready   CPU seconds   idle MB');
  for (const name of Object.keys(servers)) {
    const cells = [figure(name, 'seconds').toFixed(2).padStart(16), figure(name, 'cpu').toFixed(2).padStart(13)];
    cells.push(figure(name, 'megabytes').toFixed(0).padStart(9));
    console.log(`${name.padEnd(20)} ${cells.join(' ')}`);
  }
  atMost('start on a million messages', figure('veche', 'seconds'), 1.5, ' s');
  atMost('idle memory', figure('veche', 'megabytes'), 150, ' MB');
}
