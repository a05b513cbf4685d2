// What a send and a page of history cost at a million messages beside the same at ten thousand: ours, and bare node:http
// over prepared statements. Of each, both servers run at once and take turns. No message may be missing at the end.
import { v7 } from 'uuid';
import { ask, LOAD_LIMIT, request } from './ask.mjs';
import { atMost } from './goals.mjs';
import { longHistory } from './long-history.mjs';
import { median, pinLoad, signIn, startServer, VECHE } from './server.mjs';

const SIZES = { small: 10_000, big: 1_000_000 };
const ROUNDS = 5;
const LOAD = { connections: 16, seconds: 2 };
const BODY = 'x'.repeat(100);
const PLAIN = { script: 'bench/references/plain-history.mjs', ready: 'ready' };

const asks = {
  'a send': ({ channelId, cookie }) =>
    request('POST', `/api/channels/${channelId}/messages`, cookie, { clientId: v7(), body: BODY }),
  'a deep page': ({ channelId, cookie, lastSeq }) =>
    request('GET', `/api/channels/${channelId}/messages?limit=50&before=${Math.floor(lastSeq / 2)}`, cookie),
};
const goals = { 'a send': 1.1, 'a deep page': 1.3 };

pinLoad();
console.log('\nCPU milliseconds of the server, and milliseconds that pass, for one; median of ' + ROUNDS + ' turns');
console.log('                                       10,000        1,000,000          ratio');
for (const [name, start] of Object.entries({ 'node:http + statements': startPlain, veche: startVeche })) {
  const sides = { small: await start(SIZES.small), big: await start(SIZES.big) };
  for (const what of Object.keys(asks)) await measure(name, what, sides);
  for (const { stop, remove } of Object.values(sides)) {
    await stop();
    remove();
  }
}

async function measure(name, what, sides) {
  const results = { small: [], big: [] };
  for (let round = 0; round < ROUNDS; round++)
    for (const [size, side] of Object.entries(sides)) results[size].push(await ask(side, () => asks[what](side), LOAD));
  if (what === 'a send') for (const [size, side] of Object.entries(sides)) await allThere(side, results[size]);
  const cost = (size, kind) => median(results[size].map((result) => 1000 / result[kind]));
  const busy = Math.max(...Object.values(results).map((rounds) => median(rounds.map(({ load }) => load))));
  const ratio = (kind) => cost('big', kind) / cost('small', kind);
  const pair = (of, places) => `${of('perCpuSecond').toFixed(places)} ${of('perSecond').toFixed(places).padStart(6)}`;
  const cells = ['small', 'big'].map((size) => pair((kind) => cost(size, kind), 3).padStart(16));
  const limited = busy > LOAD_LIMIT ? '   the load was the limit: does not count' : '';
  console.log(`${`${name}, ${what}`.padEnd(36)}${cells.join(' ')} ${pair(ratio, 2).padStart(14)}${limited}`);
  if (name === 'veche')
    atMost(
      `${what} at a million messages beside ten thousand, CPU time`,
      limited ? NaN : ratio('perCpuSecond'),
      goals[what],
    );
}

async function allThere({ url, channelId, cookie, lastSeq }, rounds) {
  const sent = rounds.reduce((sum, { count }) => sum + count, 0);
  const answer = await fetch(`${url}/api/channels/${channelId}/messages?limit=50`, { headers: { cookie } });
  const newest = (await answer.json()).items.at(-1).seq;
  if (newest !== lastSeq + sent) throw new Error(`${sent} were acknowledged, ${newest - lastSeq} are there`);
}

async function startVeche(messages) {
  const { env, ...history } = await longHistory(messages);
  const server = await startServer({ ...VECHE, pinned: true }, env);
  const { cookie } = await signIn(server.url, 'reader');
  return { ...history, ...server, cookie };
}

async function startPlain(messages) {
  const { file, ...history } = await longHistory(messages);
  return { ...history, ...(await startServer({ ...PLAIN, pinned: true }, { DATABASE_FILE: file })), cookie: '' };
}
