// What pictures cost, each figure beside its reference in the same run, taking turns: avatars beside calling sharp
// directly, thumbnails beside a static file server, and what twenty large pictures do to the messages of others.
// `node bench/pictures.mjs thumbnails` runs one part.
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { io } from 'socket.io-client';
import { median, register, startServer, VECHE } from './server.mjs';

const ROUNDS = 5;
const AVATARS = 24;
const CONNECTIONS = 16;
const READ_SECONDS = 3;
const PICTURES = 20;

const bodies = new Map();
const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
const portrait = await photo(1600, 1200);
const large = await photo(4000, 3000);
const veche = await startServer(VECHE, {
  DATABASE_URL: `sqlite:${folder}/veche.sqlite`,
  UPLOADS_DIR: `${folder}/uploads`,
});
const people = await Promise.all(['ann', 'bob', 'eve', 'joe'].map((name) => register(veche.url, name)));
const { items } = await json('GET', '/api/channels', people[0]);
const channelId = items[0].id;

const parts = { avatars, thumbnails, acknowledgements };
for (const part of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts)) await parts[part]();
await veche.stop();
rmSync(folder, { recursive: true, force: true });

async function avatars() {
  const input = `${folder}/portrait.jpeg`;
  writeFileSync(input, portrait);
  const rounds = { plain: [], ours: [] };
  await Promise.all(people.map((person) => send('PUT', '/api/users/me/avatar', person, portrait)));
  for (let round = 0; round < ROUNDS; round++) {
    const references = { plain: await directly(input, 'plain'), ours: await directly(input, 'ours') };
    const started = performance.now();
    const wear = (person) => () => send('PUT', '/api/users/me/avatar', person, portrait);
    await Promise.all(people.map((person) => repeat(AVATARS / people.length, wear(person))));
    const ours = AVATARS / seconds(started);
    for (const [recipe, reference] of Object.entries(references)) rounds[recipe].push({ ours, reference });
  }
  report('avatars a second over HTTP, stored, beside sharp called directly', rounds.plain);
  report('the same beside our own recipe called directly', rounds.ours);
}

async function directly(input, RECIPE) {
  const env = { PATH: process.env.PATH, INPUT: input, COUNT: String(AVATARS), RECIPE };
  const { stdout } = await promisify(execFile)(process.execPath, ['bench/references/plain-sharp.mjs'], { env });
  return Number(stdout);
}

async function thumbnails() {
  const { id, thumbnailUrl } = await send('POST', `/api/channels/${channelId}/uploads`, people[0], large);
  await json('POST', `/api/channels/${channelId}/messages`, people[0], {
    clientId: crypto.randomUUID(),
    body: '',
    uploadIds: [id],
  });
  const answer = await fetch(veche.url + thumbnailUrl, { headers: { cookie: people[1].cookie } });
  const bytes = Buffer.from(await answer.arrayBuffer());
  mkdirSync(`${folder}/static`);
  writeFileSync(`${folder}/static/thumbnail.webp`, bytes);
  const plain = await startServer(
    { script: 'bench/references/static-files.mjs', ready: 'ready' },
    { FOLDER: `${folder}/static` },
  );
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({
      reference: await readRate(plain.port, '/thumbnail.webp', ''),
      ours: await readRate(veche.port, thumbnailUrl, people[1].cookie),
    });
  }
  await plain.stop();
  report(`thumbnails of ${bytes.length} bytes a second, beside a static file server`, rounds);
}

async function acknowledgements() {
  const socket = io(veche.url, { transports: ['websocket'], extraHeaders: { cookie: people[1].cookie } });
  await new Promise((resolve) => socket.once('hello', resolve));
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const idle = await acksUntil(socket, sleep(4_000));
    const work = Promise.all(
      Array.from({ length: PICTURES }, (_, number) =>
        send('POST', `/api/channels/${channelId}/uploads`, people[number % people.length], large),
      ),
    );
    const busy = await acksUntil(socket, work);
    for (const [number, { id }] of (await work).entries())
      await remove(`/api/uploads/${id}`, people[number % people.length]);
    rounds.push({ reference: p99(idle), ours: p99(busy) });
  }
  socket.disconnect();
  report(
    `p99 of an acknowledgement in ms while ${PICTURES} pictures of 12 megapixels are worked on, beside idle`,
    rounds,
  );
}

/** Milliseconds from each send to its acknowledgement, one a time, every 10 ms, as people write. */
async function acksUntil(socket, end) {
  const times = [];
  let over = false;
  void end.then(() => (over = true));
  while (!over) {
    const started = performance.now();
    const answer = await socket.emitWithAck('message:send', {
      channelId,
      clientId: crypto.randomUUID(),
      body: 'hello',
    });
    if (!answer.ok) throw new Error(answer.error.code);
    times.push(performance.now() - started);
    await sleep(10);
  }
  return times;
}

/** Whole answers a second over connections that stay open, as plainly as can be: the load must not be the limit. */
async function readRate(port, path, cookie) {
  const request = `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${cookie && `Cookie: ${cookie}\r\n`}\r\n`;
  let count = 0;
  const started = performance.now();
  const read = () =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(request));
      let wanted = 0;
      let got = 0;
      socket.on('error', reject);
      socket.on('data', (chunk) => {
        if (wanted === 0) {
          const head = chunk.toString('latin1', 0, 2_000);
          if (!head.startsWith('HTTP/1.1 200')) reject(new Error(head));
          wanted = head.indexOf('\r\n\r\n') + 4 + Number(/content-length: (\d+)/i.exec(head)[1]);
        }
        got += chunk.length;
        if (got < wanted) return;
        [wanted, got] = [0, 0];
        count++;
        if (seconds(started) < READ_SECONDS) socket.write(request);
        else socket.end(resolve);
      });
    });
  await Promise.all(Array.from({ length: CONNECTIONS }, read));
  return count / seconds(started);
}

/** The body is made once for each picture: the load must not be the limit. */
async function send(method, path, { cookie }, picture) {
  const headers = { cookie, 'content-type': 'multipart/form-data; boundary=x' };
  return answered(await fetch(veche.url + path, { method, headers, body: bodyOf(picture) }));
}

function bodyOf(picture) {
  if (!bodies.has(picture)) {
    const head =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpeg"\r\nContent-Type: image/jpeg\r\n\r\n';
    bodies.set(picture, Buffer.concat([Buffer.from(head), picture, Buffer.from('\r\n--x--\r\n')]));
  }
  return bodies.get(picture);
}

async function json(method, path, { cookie }, body) {
  const headers = { cookie, 'content-type': 'application/json' };
  return answered(await fetch(veche.url + path, { method, headers, body: body && JSON.stringify(body) }));
}

async function remove(path, { cookie }) {
  const answer = await fetch(veche.url + path, { method: 'DELETE', headers: { cookie } });
  if (!answer.ok) throw new Error(`DELETE ${path}: ${answer.status}`);
}

async function answered(answer) {
  if (!answer.ok) throw new Error(`${answer.url}: ${await answer.text()}`);
  return answer.json();
}

function report(what, rounds) {
  const ratio = median(rounds.map(({ ours, reference }) => ours / reference));
  const of = (side) => median(rounds.map((round) => round[side])).toFixed(1);
  console.log(`${what}: ${of('ours')} and ${of('reference')}, ratio ${ratio.toFixed(2)} (median of ${rounds.length})`);
}

function photo(width, height) {
  const noise = { type: 'gaussian', mean: 128, sigma: 18 };
  return sharp({ create: { width, height, channels: 3, background: 'gray', noise } })
    .jpeg({ quality: 85 })
    .toBuffer();
}

function p99(times) {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)];
}
function seconds(started) {
  return (performance.now() - started) / 1000;
}
function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
async function repeat(count, work) {
  for (let number = 0; number < count; number++) await work();
}
