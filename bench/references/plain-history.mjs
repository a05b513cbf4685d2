// Pages of history and messages as plainly as can be: node:http over prepared statements, with nobody to be asked who they
// are. It works on the same database as ours, and keeps it as safe.
import { createServer } from 'node:http';
import { v7 } from 'uuid';
import { openDatabase } from '../sqlite.mjs';

const database = openDatabase(process.env.DATABASE_FILE);
const read = database.prepare(
  'SELECT * FROM "message" WHERE "channelId" = ? AND "seq" < ? ORDER BY "seq" DESC LIMIT ?',
);
const next = database.prepare(
  'UPDATE "channel" SET "lastSeq" = "lastSeq" + 1, "revision" = "revision" + 1 WHERE "id" = ? RETURNING "lastSeq", "revision"',
);
const insert = database.prepare(
  `INSERT INTO "message" ("id", "channelId", "seq", "revision", "clientId", "authorId", "body", "createdAt")
   VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
);
const author = database.prepare('SELECT "id" FROM "user" LIMIT 1').pluck().get();
const send = database.transaction((channelId, clientId, body) => {
  const { lastSeq, revision } = next.get(channelId);
  insert.run(v7(), channelId, lastSeq, revision, clientId, author, body, Date.now());
  return lastSeq;
});

createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  const channelId = pathname.split('/')[3];
  if (request.method === 'GET') {
    const before = Number(searchParams.get('before') ?? Number.MAX_SAFE_INTEGER);
    answer(response, { items: read.all(channelId, before, Number(searchParams.get('limit'))).reverse() });
    return;
  }
  let text = '';
  request.on('data', (chunk) => (text += chunk));
  request.on('end', () => {
    const { clientId, body } = JSON.parse(text);
    answer(response, { seq: send(channelId, clientId, body) });
  });
}).listen(Number(process.env.PORT), process.env.HOST, () => console.log('ready'));

function answer(response, value) {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(body);
}
