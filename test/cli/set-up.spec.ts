import { afterAll, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { PASSWORD } from '../support/people.js';
import { endServers, freePort, runVeche, startServer } from '../support/server-process.js';

const folder = mkdtempSync(join(tmpdir(), 'veche-setup-'));
const settings = { DATABASE_URL: `sqlite:${folder}/new/veche.sqlite`, UPLOADS_DIR: join(folder, 'files') };

afterAll(() => {
  endServers();
  rmSync(folder, { recursive: true, force: true });
});

it('veche setup makes all that a start needs, and a link that works once the server runs; later it prints none', async () => {
  const first = await runVeche(settings, 'setup');
  expect(first).toMatchObject({ code: 0, err: '' });
  expect([`${folder}/new/veche.sqlite`, `${folder}/new/session.secret`, `${folder}/files`].every(existsSync)).toBe(
    true,
  );
  const setupToken = /\/register#setup=(\S+)\n/.exec(first.out)![1];

  const server = await startServer({ ...settings, PORT: String(await freePort()) });
  const busy = await runVeche(settings, 'setup');
  expect(busy).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/^veche: .+ is in use by another Veche process/),
  });
  const body = { username: 'Founder', password: PASSWORD, setupToken };
  expect((await request(server.url).post('/api/auth/register').send(body).expect(201)).body).toMatchObject({
    user: { role: 'admin' },
  });
  server.signal('SIGTERM');
  await server.ended;

  const again = await runVeche(settings, 'setup');
  expect(again).toMatchObject({ code: 0, err: '' });
  expect(again.out).not.toContain('setup=');
});

it.each([
  [{ PORT: 'eighty' }, /^veche: PORT must be a whole number/],
  [{ TLS_CERT: '/nowhere.pem', TLS_KEY: '/nowhere.key' }, /^veche: TLS_CERT cannot be read/],
])('veche setup refuses %j with a sentence, and makes nothing', async (wrong, sentence) => {
  const place = join(folder, 'never');
  const { code, out, err } = await runVeche(
    { ...settings, DATABASE_URL: `sqlite:${place}/v.sqlite`, ...wrong },
    'setup',
  );
  expect({ code, out, lines: err.trim().split('\n').length }).toEqual({ code: 1, out: '', lines: 1 });
  expect(err).toMatch(sentence);
  expect(existsSync(place)).toBe(false);
});

it('veche setup says in a sentence that there can be no folder for files', async () => {
  expect(await runVeche({ ...settings, UPLOADS_DIR: '/dev/null' }, 'setup')).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^veche: UPLOADS_DIR cannot be used: E[^\n]+\n$/),
  });
});
