// Databases with much to read: as many messages as are wanted in a thousand channels, nine of ten of them in one channel.
// Each is made once and kept in the temporary folder of the system, where the next program finds it; everybody works on
// a copy.
import { randomUUID } from 'node:crypto';
import {
  constants,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { dropSearchIndex, makeSearchIndex } from '../dist/src/database/search-index.js';
import { register, startServer, VECHE } from './server.mjs';
import { openDatabase } from './sqlite.mjs';

export const CHANNELS = 1_000;
const PREFIX = 'veche-bench-history-';

/** Starting a server with `env` opens the copy; `reader` of server.mjs' `signIn` is in all its channels. */
export async function longHistory(messages) {
  const newest = readdirSync('src/database/migrations')
    .flatMap((name) => /^\d+/.exec(name)?.[0] ?? [])
    .sort()
    .at(-1);
  const kept = join(tmpdir(), `${PREFIX}${newest}-${messages}`);
  if (!existsSync(kept)) await make(kept, messages);
  const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
  cpSync(kept, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const { channelId, lastSeq } = JSON.parse(readFileSync(join(folder, 'channel.json'), 'utf8'));
  const file = join(folder, 'veche.sqlite');
  const env = { DATABASE_URL: `sqlite:${file}`, UPLOADS_DIR: join(folder, 'uploads') };
  return { file, env, channelId, lastSeq, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Throws away what was kept. */
export function forgetHistories() {
  for (const name of readdirSync(tmpdir()))
    if (name.startsWith(PREFIX)) rmSync(join(tmpdir(), name), { recursive: true, force: true });
}

async function make(kept, messages) {
  console.error(`making a database of ${messages.toLocaleString('en')} messages …`);
  const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
  const file = join(folder, 'veche.sqlite');
  const server = await startServer(VECHE, { DATABASE_URL: `sqlite:${file}`, UPLOADS_DIR: join(folder, 'uploads') });
  const { user } = await register(server.url, 'reader');
  await server.stop();
  writeFileSync(join(folder, 'channel.json'), JSON.stringify(await fill(openDatabase(file), user.id, messages)));
  renameSync(folder, kept);
}

/** A hundred messages are unread in each channel, and one of a thousand mentions the reader. */
async function fill(database, userId, messages) {
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
  // The index is made at once for all messages: row by row it takes several times as long.
  const manager = { query: async (text) => database.exec(text) };
  await dropSearchIndex(manager);
  const start = Date.now() - messages * 1_000;
  database.transaction(() => {
    for (const { id } of channels) channel.run(id, 'group', 'a group', 0, 0, 1, start);
    for (let number = 0; number < messages; number++) {
      const place = number % 10 ? channels[0] : channels[(number / 10) % CHANNELS];
      const seq = ++place.seq;
      const at = start + number * 1_000;
      const body = `message ${number} of a long talk about nothing`;
      message.run(v7({ msecs: at }), place.id, seq, seq, v7({ msecs: at }), userId, body, at);
      if (number % 1_000 === 0) mention.run(v7({ msecs: at }), place.id, seq, randomUUID(), userId);
    }
    const ends = database.prepare('UPDATE "channel" SET "lastSeq" = ?, "revision" = ? WHERE "id" = ?');
    for (const { id, seq } of channels) {
      ends.run(seq, seq, id);
      membership.run(id, userId, 0, start, Math.max(0, seq - 100));
    }
  })();
  await makeSearchIndex(manager);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return { channelId: channels[0].id, lastSeq: channels[0].seq };
}
