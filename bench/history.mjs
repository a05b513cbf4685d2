// Pages of history out of a million messages: ours, which asks who one is and what one may read, beside bare node:http over
// a prepared statement on the same data. They take turns in one run, and each page is first read once and looked at.
import { ask, LOAD_LIMIT, request } from './ask.mjs';
import { atLeast } from './goals.mjs';
import { longHistory } from './long-history.mjs';
import { median, pinLoad, signIn, startServer, VECHE } from './server.mjs';

const MESSAGES = 1_000_000;
const ROUNDS = 3;
const LOAD = { connections: 16, seconds: 3 };
/** Until the programs are compiled, which takes a busy machine long. */
const WARM_SECONDS = 8;
const LIMIT = 50;
/** Of the rate of the bare server. */
const GOAL = 0.5;

pinLoad();
const { file, env, channelId, lastSeq, remove } = await longHistory(MESSAGES);
const veche = await startServer({ ...VECHE, pinned: true }, env);
const { cookie } = await signIn(veche.url, 'reader');
const bare = await startServer(
  { script: 'bench/references/plain-history.mjs', ready: 'ready', pinned: true },
  { DATABASE_FILE: file },
);
const servers = { veche: { ...veche, cookie }, 'node:http + statement': { ...bare, cookie: '' } };
const newest = lastSeq + 1;
const deep = () => LIMIT + 1 + Math.floor(Math.random() * (lastSeq - 2 * LIMIT));
/** Deep pages are others each time, so that nothing gains by keeping them. */
const pages = { 'latest page': [newest], 'deep page': Array.from({ length: 1_000 }, deep) };

for (const [page, places] of Object.entries(pages)) await measure(page, places);
await veche.stop();
await bare.stop();
remove();

async function measure(page, places) {
  const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  for (const server of Object.values(servers)) {
    await look(server, places[0]);
    await ask(server, requests(server, places), { ...LOAD, seconds: WARM_SECONDS });
  }
  for (let round = 0; round < ROUNDS; round++)
    for (const [name, server] of Object.entries(servers))
      results[name].push(await ask(server, requests(server, places), LOAD));
  report(page, results);
}

function pathOf(before) {
  return `/api/channels/${channelId}/messages?limit=${LIMIT}${before === newest ? '' : `&before=${before}`}`;
}

function requests({ cookie }, places) {
  const texts = places.map((before) => request('GET', pathOf(before), cookie));
  let number = 0;
  return () => texts[number++ % texts.length];
}

async function look({ url, cookie }, before) {
  const { items } = await (await fetch(url + pathOf(before), { headers: { cookie } })).json();
  const isRight = items.length === LIMIT && items.every(({ seq }, place) => seq === before - LIMIT + place);
  if (!isRight) throw new Error(`a wrong page: ${items.map(({ seq }) => seq)}`);
}

function report(page, results) {
  const figure = (name, kind) => median(results[name].map((result) => result[kind]));
  console.log(
    `\n${page} of ${LIMIT} out of ${MESSAGES.toLocaleString('en')}, ${LOAD.connections} connections, median of ${ROUNDS} turns`,
  );
  console.log('server                      pages/s   per CPU s   ratio   load busy');
  for (const name of Object.keys(servers)) {
    const cells = [
      figure(name, 'perSecond').toFixed(0).padStart(9),
      figure(name, 'perCpuSecond').toFixed(0).padStart(11),
    ];
    cells.push((figure('veche', 'perCpuSecond') / figure(name, 'perCpuSecond')).toFixed(2).padStart(7));
    cells.push(figure(name, 'load').toFixed(2).padStart(11));
    const limited = figure(name, 'load') > LOAD_LIMIT ? '   the load was the limit: does not count' : '';
    console.log(`${name.padEnd(25)} ${cells.join(' ')}${limited}`);
  }
  const [ours, theirs] = Object.keys(servers).map((name) => figure(name, 'perCpuSecond'));
  const counts = Object.keys(servers).every((name) => figure(name, 'load') <= LOAD_LIMIT);
  atLeast(`${page} of history, per CPU second, beside the bare server`, counts ? ours / theirs : NaN, GOAL);
}
