import { afterAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { readConfig } from '../src/config/config.js';
import { writerOptions } from '../src/database/data-source.js';
import { emptyDatabase, onPostgres } from './support/database.js';
import { generalOf, PASSWORD, register } from './support/people.js';
import { endServers, freePort, runVeche, startServer } from './support/server-process.js';
import { picture, show } from './support/uploads.js';

afterAll(endServers);

const folder = mkdtempSync(join(tmpdir(), 'veche-start-'));
mkdirSync(join(folder, 'a'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const settings = async () => ({ PORT: String(await freePort()), DATABASE_URL: await emptyDatabase() });

describe('the start', () => {
  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL must look like'],
    [{ TRUST_PROXY: 'everybody' }, 'TRUST_PROXY must list'],
  ])('stops with one sentence at %j', async (wrong, sentence) => {
    const attempt = startServer({ ...(await settings()), ...wrong });
    await expect(attempt).rejects.toThrow(sentence);
    await expect(attempt).rejects.toThrow(/^exit 1: Veche does not start: [^\n]+\n$/);
  });

  it('stops with a sentence when the port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const port = String((taken.address() as AddressInfo).port);
    const attempt = startServer({ ...(await settings()), PORT: port });
    await expect(attempt).rejects.toThrow(/\nVeche does not start: [^\n]*EADDRINUSE[^\n]*\n$/);
    taken.close();
  });

  it.each(['nohost.invalid', 'a b', '192.0.2.1'])(
    'stops with a sentence when there is no HOST=%s here',
    async (host) => {
      const attempt = startServer({ ...(await settings()), HOST: host });
      await expect(attempt).rejects.toThrow(/\nVeche does not start: HOST and PORT cannot be listened at: [^\n]+\n$/);
    },
  );

  it('stops with a sentence when there is a file where its folder for files should be', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const attempt = startServer({ ...(await settings()), UPLOADS_DIR: file });
    await expect(attempt).rejects.toThrow(
      /^exit 1: Veche does not start: UPLOADS_DIR cannot be used: ENOTDIR[^\n]+\n$/,
    );
  });

  it('stops with a sentence when its secret is damaged', async () => {
    const damaged = await settings();
    if (onPostgres) return;
    writeFileSync(join(dirname(damaged.DATABASE_URL.slice('sqlite:'.length)), 'session.secret'), '');
    await expect(startServer(damaged)).rejects.toThrow(/^exit 1: Veche does not start: \S+ is damaged\. [^\n]+\n$/);
  });

  it.each([
    ['in a file', 'sqlite:/dev/null/data/veche.sqlite', /\S+ cannot be kept beside the database: ENOTDIR/],
    ['a folder', `sqlite:${join(folder, 'a')}`, /\S+ cannot be opened: unable to open database file/],
    [
      'of nobody',
      'postgres://a:secret@127.0.0.1:1/veche',
      /The PostgreSQL of DATABASE_URL cannot be opened: \S+ ECONN/,
    ],
  ])('stops with a sentence when its database is %s', async (_, url, sentence) => {
    const attempt = startServer({ ...(await settings()), DATABASE_URL: url });
    await expect(attempt).rejects.toThrow(sentence);
    await expect(attempt).rejects.toThrow(/^exit 1: Veche does not start: [^\n]+\n$/);
    await expect(attempt).rejects.not.toThrow('a:secret');
  });

  it('prints a link that makes the first administrator, and no more once there is one', async () => {
    const shared = await settings();
    const first = await startServer(shared);
    const link = /http:\/\/\S+\/register#setup=(\S+)/.exec(first.output());
    const body = { username: 'Founder', password: PASSWORD, setupToken: link?.[1] };
    const answer = await request(first.url).post('/api/auth/register').send(body).expect(201);
    expect(answer.body).toMatchObject({ user: { role: 'admin' } });
    first.signal('SIGTERM');
    expect(await first.ended).toBe(0);
    const second = await startServer(shared);
    expect(second.output()).not.toContain('setup=');
    second.signal('SIGINT');
    expect(await second.ended).toBe(0);
  });

  it.each(['dist/main.js', 'dist/src/cli/main.js serve'])('finds the client from anywhere: %s', async (words) => {
    const server = await startServer(await settings(), [], resolve(words).split(' '), folder);
    expect(server.output()).not.toContain('built client');
    const page = await request(server.url).get('/').set('Accept', 'text/html').expect(200);
    expect(page.text).toContain('<div id="root">');
    const ann = await register(server, 'Wanderer');
    const shown = await show(ann, (await generalOf(ann)).id, [await picture('png', 40, 30)]);
    expect(shown.uploads).toMatchObject([{ width: 40, height: 30 }]);
  });

  it('says that there is no built client, and serves without it', async () => {
    for (const part of ['dist', 'package.json']) cpSync(part, join(folder, 'alone', part), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'alone/node_modules'));
    const server = await startServer(await settings(), [], [join(folder, 'alone/dist/main.js')]);
    expect(server.output()).toMatch(/\nThere is no built client in \S+\/alone\/web\/dist: /);
    await request(server.url).get('/').set('Accept', 'text/html').expect(404);
    await request(server.url).get('/health/ready').expect(200);
  });

  it('says nothing secret in its log', async () => {
    const server = await startServer({ ...(await settings()), LOG_LEVEL: 'trace' });
    const token = /setup=(\S+)/.exec(server.output())![1]!;
    const answer = await request(server.url)
      .post('/api/auth/register?password=in-the-query')
      .set('Authorization', 'Bearer of-nothing')
      .send({ username: 'Secretive', password: PASSWORD, setupToken: token })
      .expect(201);
    const cookie = (answer.headers['set-cookie'] as unknown as string[])[0]!;
    await request(server.url).get('/api/auth/session').set('Cookie', cookie).expect(200);
    await request(server.url)
      .post('/api/auth/login')
      .send({ username: 'Secretive', password: 'a wrong one' })
      .expect(401);
    server.signal('SIGTERM');
    await server.ended;
    // The greeting is for the operator's eyes; what is logged may be shipped elsewhere.
    const log = server
      .output()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .join('\n');
    expect(log).toContain('/api/auth/session');
    for (const secret of [PASSWORD, token, cookie.split(/[=;]/)[1]!, 'in-the-query', 'of-nothing', 'a wrong one']) {
      expect(log).not.toContain(secret);
    }
  });

  it('tells in its log what was refused to whom, that it started, and that it was stopped', async () => {
    const server = await startServer({ ...(await settings()), LOG_LEVEL: 'info' });
    const ann = await register(server, 'Ann');
    await ann.get('/api/channels/00000000-0000-4000-8000-000000000000').expect(404);
    server.signal('SIGTERM');
    await server.ended;
    const lines = server
      .output()
      .split('\n')
      .flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as object] : []));
    expect(lines).toMatchObject([
      { msg: 'started', database: onPostgres ? 'postgres' : 'sqlite' },
      { res: { statusCode: 404, code: 'channel_not_found' }, userId: ann.user.id },
      { msg: 'stopping', signal: 'SIGTERM' },
      { msg: 'stopped' },
    ]);
  });

  it('says loudly that the limits are off', async () => {
    const server = await startServer(await settings());
    expect(server.output()).toContain('RATE_LIMITS=off');
  });
});

describe('a database that a newer Veche has changed', () => {
  it('is left alone, by the server and by the command line', async () => {
    const newer = await settings();
    const server = await startServer(newer);
    server.signal('SIGTERM');
    await server.ended;
    const source = new DataSource(writerOptions(readConfig(newer).database));
    await source.initialize();
    await source.query(`INSERT INTO migrations ("timestamp", "name") VALUES (99999999999999, 'Future99999999999999')`);
    await source.destroy();
    const refusal = /was changed by a newer Veche \(Future99999999999999\)/;
    await expect(startServer(newer)).rejects.toThrow(refusal);
    for (const command of ['migrate', 'check'])
      expect(await runVeche(newer, command)).toMatchObject({ code: 1, err: expect.stringMatching(refusal) });
  }, 60_000);
});

// PostgreSQL keeps its own files, and is made for many processes.
if (!onPostgres) {
  describe('a SQLite file', () => {
    /** An administrator writes everywhere. */
    const asNobody = ['--import', 'data:text/javascript,process.getuid() || process.setuid(65534)'];

    it.each(['veche.sqlite', 'veche.sqlite.lock'])(
      'stops the start with a sentence where %s may not be written',
      async (name) => {
        const place = mkdtempSync(join(folder, 'kept-'));
        const uploads = join(place, 'uploads');
        const all = { ...(await settings()), DATABASE_URL: `sqlite:${place}/veche.sqlite`, UPLOADS_DIR: uploads };
        const first = await startServer(all);
        first.signal('SIGTERM');
        await first.ended;
        chmodSync(folder, 0o755);
        if (process.getuid?.() === 0)
          for (const one of ['', ...readdirSync(place, { recursive: true })])
            chownSync(join(place, String(one)), 65_534, 65_534);
        chmodSync(join(place, name), 0o444);
        const sentence = new RegExp(
          `^exit 1: Veche does not start: \\S+ cannot be opened: EACCES[^\\n]+${name}[^\\n]*\\n$`,
        );
        await expect(startServer(all, asNobody)).rejects.toThrow(sentence);
        chmodSync(join(place, name), 0o600);
        const again = await startServer(all, asNobody);
        again.signal('SIGTERM');
        expect(await again.ended).toBe(0);
      },
      60_000,
    );
  });

  it.each(['server', 'command line'])('what the %s makes is for its own user alone', async (program) => {
    const place = join(folder, program);
    const made = { DATABASE_URL: `sqlite:${place}/data/veche.sqlite`, UPLOADS_DIR: join(place, 'uploads') };
    const before = process.umask(0o022);
    if (program === 'server') await startServer({ ...(await settings()), ...made });
    else expect(await runVeche(made, 'setup')).toMatchObject({ code: 0 });
    process.umask(before);
    const paths = readdirSync(place, { recursive: true, encoding: 'utf8' });
    expect(paths).toEqual(expect.arrayContaining(['data/veche.sqlite', 'data/session.secret', 'uploads']));
    const open = paths.filter((path) => (statSync(join(place, path)).mode & 0o077) !== 0);
    expect(open).toEqual([]);
  });

  describe('a second process on the same SQLite file', () => {
    it('is refused with a sentence, also after the first one was killed and a third took its place', async () => {
      const shared = await settings();
      const refusal =
        /^exit 1: Veche does not start: \S+ is in use by another Veche process\. Stop that one first\.\n$/;
      const first = await startServer(shared);
      const another = async () => startServer({ ...shared, PORT: String(await freePort()) });
      await expect(another()).rejects.toThrow(refusal);
      const [file, link] = [shared.DATABASE_URL, `${shared.DATABASE_URL}.link`];
      symlinkSync(file.slice('sqlite:'.length), link.slice('sqlite:'.length));
      const byLink = startServer({ PORT: String(await freePort()), DATABASE_URL: link });
      await expect(byLink).rejects.toThrow(refusal);
      first.signal('SIGKILL');
      await first.ended;
      const third = await another();
      await expect(another()).rejects.toThrow(refusal);
      third.signal('SIGTERM');
      expect(await third.ended).toBe(0);
    }, 90_000);
  });
}
