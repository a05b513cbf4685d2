// What opening costs as the history grows: the channel list of a person in 1,000 channels, and the first and a deep page
// of a channel, beside a database of a thousand messages and beside one of a million. Both servers run at once and take
// turns, request by request.
import { CHANNELS, longHistory } from './long-history.mjs';
import { median, signIn, startServer, VECHE } from './server.mjs';

const ROUNDS = 300;
const SIZES = { small: 1_000, big: 1_000_000 };

const sides = {};
for (const [name, messages] of Object.entries(SIZES)) {
  sides[name] = await open(messages);
  console.log(`a database of ${messages.toLocaleString('en')} messages in ${CHANNELS} channels is there`);
}
const asks = {
  'channel list, 5 pages': async (side) => {
    for (let after = ''; after !== null;)
      after = (await get(side, `/api/channels?limit=200${after && `&after=${after}`}`)).after;
  },
  'history, first page': (side) => get(side, `/api/channels/${side.channelId}/messages?limit=50`),
  'history, deep page': (side) =>
    get(side, `/api/channels/${side.channelId}/messages?limit=50&before=${Math.floor(side.lastSeq / 2)}`),
};
const times = Object.fromEntries(Object.keys(asks).map((ask) => [ask, { small: [], big: [] }]));
for (let round = 0; round < ROUNDS; round++) {
  for (const [ask, run] of Object.entries(asks)) {
    if (ask.startsWith('channel') && round % 10 > 0) continue;
    for (const [name, side] of Object.entries(sides)) {
      const started = performance.now();
      await run(side);
      times[ask][name].push(performance.now() - started);
    }
  }
}
console.log(`\nmedian milliseconds, both servers in turns\n${''.padEnd(26)}  1,000   1,000,000   ratio`);
for (const [ask, { small, big }] of Object.entries(times)) {
  const [one, other] = [median(small), median(big)];
  console.log(
    `${ask.padEnd(26)} ${one.toFixed(2).padStart(6)} ${other.toFixed(2).padStart(11)} ${(other / one).toFixed(2).padStart(7)}`,
  );
}
for (const { stop, remove } of Object.values(sides)) {
  await stop();
  remove();
}

async function get({ url, cookie }, path) {
  const answer = await fetch(url + path, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

async function open(messages) {
  const { env, channelId, lastSeq, remove } = await longHistory(messages);
  const server = await startServer(VECHE, env);
  const { cookie } = await signIn(server.url, 'reader');
  return { ...server, cookie, channelId, lastSeq, remove };
}
