import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { login, PASSWORD, register } from '../support/people.js';
import { turnOn } from '../support/second-factor.js';
import { endServers, freePort, runVeche, type ServerProcess, startServer } from '../support/server-process.js';

const folder = mkdtempSync(join(tmpdir(), 'veche-links-'));
const settings = { DATABASE_URL: `sqlite:${folder}/veche.sqlite`, UPLOADS_DIR: join(folder, 'uploads') };
const NEXT = 'another long password';

let server: ServerProcess;
beforeAll(async () => {
  server = await startServer({ ...settings, PORT: String(await freePort()) });
});
afterAll(() => {
  endServers();
  rmSync(folder, { recursive: true, force: true });
});

/** What stands behind `=` in the link that a command prints, beside the server at work. */
async function tokenOf(...words: string[]): Promise<string> {
  const { code, out, err } = await runVeche({ ...settings, PUBLIC_URL: 'https://chat.example.org' }, ...words);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return /https:\/\/chat\.example\.org\/(?:reset#token|second-factor#token|register#setup)=(\S+)$/m.exec(out)![1]!;
}

const reset = (token: string, newPassword = NEXT) =>
  request(server.url).post('/api/auth/password/reset').send({ token, newPassword });
const makeAdministrator = (setupToken: string, username: string) =>
  request(server.url).post('/api/auth/register').send({ username, password: PASSWORD, setupToken });

describe('veche user reset-password', () => {
  it('prints a link by which a person chooses a new password, once, and which ends their sessions', async () => {
    const ann = await register(server, 'Ann');
    const token = await tokenOf('user', 'reset-password', 'ann');
    await ann.get('/api/auth/session').expect(200);
    await reset(token).expect(204);
    await ann.get('/api/auth/session').expect(401);
    const signIn = (password: string) =>
      request(server.url).post('/api/auth/login').send({ username: 'Ann', password });
    await signIn(PASSWORD).expect(401);
    await signIn(NEXT).expect(200);
    expect((await reset(token).expect(403)).body).toMatchObject({ code: 'reset_link_invalid' });
  });

  it('is void as soon as the password is another, and when two use it at once one of them is late', async () => {
    await register(server, 'Boris');
    const [first, second] = [
      await tokenOf('user', 'reset-password', 'Boris'),
      await tokenOf('user', 'reset-password', 'Boris'),
    ];
    const answers = await Promise.all([reset(first), reset(second), reset(first), reset(second)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 403, 403, 403]);
  });

  it('keeps to the rules of passwords, and the link still works then', async () => {
    await register(server, 'Vera');
    const token = await tokenOf('user', 'reset-password', 'Vera');
    expect((await reset(token, 'short').expect(400)).body).toMatchObject({
      code: 'validation_failed',
      errors: [{ pointer: '/newPassword' }],
    });
    await reset(token).expect(204);
  });

  it('says who does not exist, and who is deactivated', async () => {
    const run = (name: string) => runVeche(settings, 'user', 'reset-password', name);
    expect(await run('Nobody')).toMatchObject({ code: 1, err: 'veche: There is nobody named Nobody.\n', out: '' });
    const root = await makeAdministrator(await tokenOf('admin', 'create'), 'Root').expect(201);
    expect(root.body).toMatchObject({ user: { role: 'admin' } });
    const [administrator, glen] = [await login(server, 'Root'), await register(server, 'Glen')];
    await administrator.put(`/api/users/${glen.user.id}/active`, { active: false }).expect(200);
    expect(await run('Glen')).toMatchObject({ code: 1, err: expect.stringContaining('Glen is deactivated') });
  });
});

describe('veche user remove-second-factor', () => {
  const signIn = (username: string, code?: string, password = PASSWORD) =>
    request(server.url).post('/api/auth/login').send({ username, password, code });

  it('prints a link that takes the second factor away by a sign-in with the password, once', async () => {
    const ann = await register(server, 'Ina');
    await turnOn(ann);
    const token = await tokenOf('user', 'remove-second-factor', 'ina');
    expect((await signIn('Ina').expect(401)).body).toMatchObject({ code: 'second_factor_required' });
    await signIn('Ina', token, 'not the password').expect(401);
    await ann.get('/api/auth/session').expect(200);
    const again = await login(server, 'Ina', PASSWORD, token);
    await ann.get('/api/auth/session').expect(401);
    expect((await again.get('/api/auth/second-factor').expect(200)).body).toMatchObject({ enabledAt: null });
    await signIn('Ina').expect(200);
    await turnOn(again);
    expect((await signIn('Ina', token).expect(403)).body).toMatchObject({ code: 'wrong_code' });
  });

  it('is of no use for somebody else, nor as another link, nor the other way round', async () => {
    const [kim, lev] = [await register(server, 'Kim'), await register(server, 'Lev')];
    await turnOn(kim);
    await turnOn(lev);
    const token = await tokenOf('user', 'remove-second-factor', 'Kim');
    await signIn('Lev', token).expect(403);
    await signIn('Lev', token.replace(kim.user.id, lev.user.id)).expect(403);
    await signIn('Kim', await tokenOf('user', 'reset-password', 'Kim')).expect(403);
    await reset(token).expect(403);
    await signIn('Kim', token).expect(200);
  });

  it('says who has none', async () => {
    await register(server, 'Mia');
    const { code, err } = await runVeche(settings, 'user', 'remove-second-factor', 'mia');
    expect({ code, err }).toEqual({ code: 1, err: 'veche: Mia has no second factor.\n' });
  });
});

describe('veche admin create', () => {
  it('prints a link that makes one administrator, though there are others', async () => {
    const token = await tokenOf('admin', 'create');
    const answers = await Promise.all([1, 2, 3].map((number) => makeAdministrator(token, `Chief${number}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403]);
    const another = await tokenOf('admin', 'create');
    await makeAdministrator(another, 'Deputy').expect(201);
  });

  it('is of no use as the link of a password, nor the other way round', async () => {
    await register(server, 'Dora');
    await reset(await tokenOf('admin', 'create')).expect(403);
    await makeAdministrator(await tokenOf('user', 'reset-password', 'Dora'), 'Intruder').expect(403);
  });

  it('makes no secret where no server ever was', async () => {
    const nowhere = { DATABASE_URL: `sqlite:${folder}/nowhere/veche.sqlite` };
    const { code, err } = await runVeche(nowhere, 'admin', 'create');
    expect({ code, err }).toEqual({ code: 1, err: `veche: There is no database at ${folder}/nowhere/veche.sqlite.\n` });
  });
});

describe('veche serve', () => {
  it('serves, and stops when it is told to', async () => {
    const port = String(await freePort());
    const own = { DATABASE_URL: `sqlite:${folder}/served/veche.sqlite`, PORT: port };
    const served = await startServer(own, [], ['dist/src/cli/main.js', 'serve']);
    await request(served.url).get('/health/ready').expect(200);
    served.signal('SIGTERM');
    expect(await served.ended).toBe(0);
  });
});
