// What a connected person costs: memory beside a bare Socket.IO connection, as many as can be on one process, and a crowd
// that comes back at once and wants to know what it missed. The people are real ones with sessions of their own; every
// message is counted at its receivers, and a lost one ends the program.
//   node bench/connections.mjs [memory] [crowd] [return]
import { sign } from 'cookie-signature';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { atLeast, atMost } from './goals.mjs';
import { MARK, marksIn } from './listeners.mjs';
import { median, pinLoad, register, residentMegabytes, startServer, VECHE } from './server.mjs';
import { openDatabase } from './sqlite.mjs';

const ROUNDS = 3;
const CROWD = 10_000;
const MEASURED = 2_000;
const RETURNING = 5_000;
const MISSED = 20;
const AT_ONCE = 200;
/** Longer than the search index waits for more messages. */
const INDEXED_MS = 11_000;
/** How the frames begin that say: the connection stands, the person is welcome, what was said is stored. */
const CONNECTED = '40';
const HELLO = '42["hello"';
const SENT = '431';
const TOKEN = 'metrics-of-the-benches';
const GC_ON_SIGNAL = ['--expose-gc', '--import=data:text/javascript,process.on("SIGUSR2",()=>gc())'];
const servers = {
  veche: { ...VECHE, pinned: true, args: GC_ON_SIGNAL, welcome: HELLO },
  'bare Socket.IO': {
    script: 'bench/references/naive-socket-io.mjs',
    ready: 'ready',
    pinned: true,
    args: GC_ON_SIGNAL,
    welcome: CONNECTED,
  },
};

pinLoad();
const possible = Math.min(CROWD, openFiles() - 500);
if (possible < CROWD)
  console.log(`ATTENTION: ulimit -n allows ${possible} connections here, of ${CROWD} that are to be tried`);
const folder = mkdtempSync(join(tmpdir(), 'veche-bench-'));
const env = { BARE: '1', METRICS_TOKEN: TOKEN, DATABASE_URL: `sqlite:${folder}/veche.sqlite` };
const cookies = await people(possible);
const parts = { memory, crowd, return: comeBack };
for (const part of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts)) await parts[part]();
rmSync(folder, { recursive: true, force: true });

async function memory() {
  const count = Math.min(MEASURED, possible);
  const results = Object.fromEntries(Object.keys(servers).map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, server] of Object.entries(servers)) {
      const { port, pid, stop } = await startServer(server, env);
      const running = { port, welcome: server.welcome };
      close(await connectAll(running, cookies.slice(0, 200)));
      const before = await settled(pid);
      const clients = await connectAll(running, cookies.slice(0, count));
      results[name].push(((await settled(pid)) - before) / count);
      close(clients);
      await stop();
    }
  }
  const figure = (name) => median(results[name]) * 1024;
  console.log(`\nKB of memory for each of ${count} connections, median of ${ROUNDS} turns`);
  for (const name of Object.keys(servers)) console.log(`${name.padEnd(20)} ${figure(name).toFixed(1).padStart(7)}`);
  atMost('memory of a connected person beside a bare connection', figure('veche') / figure('bare Socket.IO'), 1.3);
}

async function crowd() {
  console.log(`\n${possible} connections on one process`);
  console.log('server                 seconds to connect   MB in all   seconds until a message is with everybody');
  for (const [name, server] of Object.entries(servers)) {
    const { port, pid, stop } = await startServer(server, env);
    const began = performance.now();
    const clients = await connectAll({ port, welcome: server.welcome }, cookies);
    const took = seconds(began);
    // Longer than it takes to notice who answers no ping.
    await sleep(20_000);
    const sent = performance.now();
    say(clients[0]);
    await until(60, () => clients.every(({ marks }) => marks === 1));
    const cells = [took.toFixed(1).padStart(18), residentMegabytes(pid).toFixed(0).padStart(11)];
    console.log(`${name.padEnd(22)} ${cells.join(' ')} ${seconds(sent).toFixed(1).padStart(43)}`);
    if (name === 'veche')
      atLeast('connections on one process', clients.filter(({ socket }) => socket.readyState === 1).length, CROWD);
    close(clients);
    await stop();
  }
}

async function comeBack() {
  const count = Math.min(RETURNING, possible - 1);
  const { url, port, stop } = await startServer(servers.veche, env);
  const running = { port, welcome: HELLO };
  const [speaker] = await connectAll(running, cookies.slice(-1));
  const before = await connectAll(running, cookies.slice(0, count));
  const missed = before.map(({ hello }) => ({ epoch: hello.epoch, positions: hello.heads }));
  close(before);
  await sleep(2_000);
  for (let i = 0; i < MISSED; i++) say(speaker);
  await until(30, () => speaker.marks === MISSED);
  // Until the search index has them too, which is nobody's coming back.
  await sleep(INDEXED_MS);
  const statements = await statementsOf(url);
  const began = performance.now();
  const clients = await Promise.all(
    cookies.slice(0, count).map(async (cookie, number) => {
      const client = await connectWithPatience(running, cookie);
      client.socket.send(`422${JSON.stringify(['sync', missed[number]])}`);
      return client;
    }),
  );
  await until(120, () => clients.every(({ marks }) => marks === MISSED));
  const took = seconds(began);
  const queries = ((await statementsOf(url)) - statements) / count;
  close([speaker, ...clients]);
  await stop();
  console.log(`\n${count} people come back at once, each of whom missed ${MISSED} messages`);
  console.log(`all have them after ${took.toFixed(1)} s, with ${queries.toFixed(2)} SQL statements for each`);
  atMost(`seconds until ${count.toLocaleString('en')} are caught up`, took, 60, ' s');
  atMost('SQL statements for each', queries, 3);
}

async function connectAll(server, whose) {
  const clients = [];
  for (let from = 0; from < whose.length; from += AT_ONCE)
    clients.push(...(await Promise.all(whose.slice(from, from + AT_ONCE).map((cookie) => connect(server, cookie)))));
  return clients;
}

/** Tries again as a client does: not all of a crowd are let in at the first try. */
async function connectWithPatience(server, cookie) {
  for (let tries = 1; ; tries++) {
    try {
      return await connect(server, cookie);
    } catch (error) {
      if (tries === 20) throw error;
      await sleep(500 + Math.random() * 1_000);
    }
  }
}

/** Resolves once the person is welcome: ours says hello then. Frames are not parsed: the load must not be the limit. */
function connect({ port, welcome }, cookie) {
  return new Promise((resolve, reject) => {
    const url = `ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`;
    const socket = new WebSocket(url, { headers: { cookie }, perMessageDeflate: false });
    const client = { socket, marks: 0, hello: null };
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('a connection was closed')));
    socket.on('message', (data) => {
      if (data[0] === 0x30) socket.send('40');
      else if (data[0] === 0x32) socket.send('3');
      else if (client.hello === null && data.indexOf(welcome) === 0) {
        client.hello = welcome === CONNECTED ? { heads: { general: 0 } } : JSON.parse(String(data).slice(2))[1];
        resolve(client);
      } else if (data.indexOf(SENT) !== 0) client.marks += marksIn(data);
    });
  });
}

function say({ socket, hello }) {
  const message = { channelId: Object.keys(hello.heads)[0], clientId: randomUUID(), body: MARK };
  socket.send(`421${JSON.stringify(['message:send', message])}`);
}

function close(clients) {
  for (const { socket } of clients) socket.terminate();
}

/** Signed in people who are in the general channel: copies of one who registered. Returns their cookies. */
async function people(count) {
  const { url, stop } = await startServer(VECHE, env);
  const { user } = await register(url, 'person');
  await stop();
  const secret = readFileSync(join(folder, 'session.secret'), 'utf8').trim();
  const database = openDatabase(join(folder, 'veche.sqlite'));
  const copier = (table, column) => {
    const row = database.prepare(`SELECT * FROM "${table}" WHERE "${column}" = ?`).get(user.id);
    const names = Object.keys(row);
    const insert = database.prepare(
      `INSERT INTO "${table}" (${names.map((name) => `"${name}"`)}) VALUES (${names.map((name) => `@${name}`)})`,
    );
    return (change) => insert.run({ ...row, ...change });
  };
  const copy = { user: copier('user', 'id'), membership: copier('membership', 'userId') };
  copy.session = copier('session', 'userId');
  const made = database.transaction(() =>
    Array.from({ length: count }, (_, number) => {
      const [id, value] = [randomUUID(), randomBytes(24).toString('base64url')];
      copy.user({ id, username: `person${number}`, usernameKey: `person${number}` });
      copy.membership({ userId: id });
      copy.session({ id: createHash('sha256').update(value).digest('hex'), userId: id });
      return `veche.sid=${encodeURIComponent(`s:${sign(value, secret)}`)}`;
    }),
  )();
  database.prepare('UPDATE "channel" SET "memberCount" = ?').run(count + 1);
  database.close();
  return made;
}

/** MB, when everything that nobody needs is thrown away. */
async function settled(pid) {
  for (let i = 0; i < 4; i++) {
    process.kill(pid, 'SIGUSR2');
    await sleep(700);
  }
  return residentMegabytes(pid);
}

async function statementsOf(url) {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  return Number(/^veche_statements_total (\d+)/m.exec(await answer.text())[1]);
}

async function until(most, isSo) {
  for (const began = performance.now(); !isSo(); await sleep(50))
    if (seconds(began) > most) throw new Error(`lost, or too late: nothing more came for ${most} s`);
}

/** How many files one process may have open; Node takes all that it may. */
function openFiles() {
  try {
    return Number(/Max open files\s+\d+\s+(\d+)/.exec(readFileSync('/proc/self/limits', 'utf8'))[1]);
  } catch {
    return Infinity;
  }
}

function seconds(since) {
  return (performance.now() - since) / 1000;
}
