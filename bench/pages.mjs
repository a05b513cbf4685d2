// What opening costs as the history grows: the channel list of a person in 1,000 channels, and the first and a deep page
// of a channel, beside a database of a thousand messages and beside one of a million. Both servers run at once and take
// turns, request by request.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, register, startServer, VECHE } from './server.mjs';
import { openDatabase } from './sqlite.mjs';

const CHANNELS = 1_000;
const ROUNDS = 300;
const SIZES = { small: 1_000, big: 1_000_000 };

const sides = {};
for (const [name, messages] of Object.entries(SIZES)) {
  sides[name] = await prepare(messages);
  console.log(`a database of ${messages.toLocaleString('en')} messages in ${CHANNELS} channels is there`);
}
const asks = {
  'channel list, 5 pages': async (side) => {
    for (let after = ''; after !== null;)
      after = (await get(side, `/api/channels?limit=200${after && `&after=${after}`}`)).after;
  },
  'history, first page': (side) => get(side, `/api/channels/${side.channelId}/messages?limit=50`),
  'history, deep page': (side) =>
    get(side, `/api/channels/${side.channelId}/messages?limit=50&before=${Math.floor(side.messages / 2)}`),
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
for (const { stop, folder } of Object.values(sides)) {
  await stop();
  rmSync(folder, { recursive: true, force: true });
}

async function get({ url, cookie }, path) {
  const answer = await fetch(url + path, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

/** Fills a database that the server made, and starts the server on it again. */
async function prepare(messages) {
  const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
  const file = `${folder}/veche.sqlite`;
  const env = { DATABASE_URL: `sqlite:${file}` };
  const first = await startServer(VECHE, env);
  const { cookie, user } = await register(first.url, 'reader');
  await first.stop();
  const channelId = fill(openDatabase(file), user.id, messages);
  return { ...(await startServer(VECHE, env)), folder, cookie, channelId, messages };
}

/** Nine messages of ten are in one channel, the others spread over all; a hundred are unread everywhere, some mention. */
function fill(database, userId, messages) {
  const channels = Array.from({ length: CHANNELS }, () => ({ id: randomUUID(), seq: 0 }));
  const insert = (table, names) =>
    database.prepare(`INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) VALUES (${names.map(() => '?')})`);
  const channel = insert('channel', ['id', 'kind', 'name', 'lastSeq', 'revision', 'memberCount', 'createdAt']);
  const membership = insert('membership', ['channelId', 'userId', 'revision', 'joinedAt', 'readSeq']);
  const message = insert('message', [
    'id',
    'channelId',
    'seq',
    'revision',
    'clientId',
    'authorId',
    'body',
    'createdAt',
  ]);
  const mention = insert('mention', ['id', 'channelId', 'seq', 'authorId', 'userId']);
  const now = Date.now();
  // Nothing here searches, and indexing a million texts takes longer than all the rest.
  const [trigger] = database
    .prepare(`SELECT "sql" FROM sqlite_master WHERE "name" = 'search_after_insert'`)
    .pluck()
    .all();
  database.transaction(() => {
    database.exec('DROP TRIGGER "search_after_insert"');
    for (const { id } of channels) channel.run(id, 'group', 'a group', 0, 0, 1, now);
    for (let number = 0; number < messages; number++) {
      const place = number % 10 ? channels[0] : channels[(number / 10) % CHANNELS];
      place.seq++;
      const body = `message ${number} of a long talk about nothing`;
      message.run(randomUUID(), place.id, place.seq, place.seq, randomUUID(), userId, body, now);
      if (number % 1000 === 0) mention.run(randomUUID(), place.id, place.seq, randomUUID(), userId);
    }
    const ends = database.prepare('UPDATE "channel" SET "lastSeq" = ?, "revision" = ? WHERE "id" = ?');
    for (const { id, seq } of channels) {
      ends.run(seq, seq, id);
      membership.run(id, userId, 0, now, Math.max(0, seq - 100));
    }
    database.exec(trigger);
  })();
  database.close();
  return channels[0].id;
}
