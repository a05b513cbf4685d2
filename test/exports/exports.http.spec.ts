import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import request from 'supertest';
import { NIL } from 'uuid';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, generalOf, type Person, register, say } from '../support/people.js';
import { picture, show, text } from '../support/uploads.js';

const PATH = '/api/users/me/export';

let app: TestApp;
let ann: Person;
let boris: Person;
let channelId: string;
beforeAll(async () => {
  app = await startApp();
  ann = await register(app, 'Ann');
  boris = await register(app, 'Boris');
  channelId = (await generalOf(ann)).id;
});
afterAll(() => app.stop());

/** What the ZIP holds, by name. */
async function exported(person: Person): Promise<Record<string, Buffer>> {
  const answer = await fetch(app.url + PATH, { headers: { cookie: person.cookie } });
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/zip']);
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename=veche.zip');
  return unzip(Buffer.from(await answer.arrayBuffer()));
}

async function unzip(bytes: Buffer): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {};
  const zip = await new Promise<ZipFile>((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, opened) => {
      if (error) reject(error);
      else resolve(opened);
    });
  });
  zip.on('entry', (entry: Entry) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) throw error;
      void buffer(stream).then((content) => {
        files[entry.fileName] = content;
        zip.readEntry();
      });
    });
  });
  zip.readEntry();
  await once(zip, 'end');
  return files;
}

const rows = (files: Record<string, Buffer>, name: string) =>
  JSON.parse(files[`${name}.json`]!.toString()) as Record<string, unknown>[];

describe('an export', () => {
  it('holds all that is mine, in full, and nothing of others or that is secret', async () => {
    const message = await say(ann, channelId, 'what Ann said');
    const gone = await say(ann, channelId, 'what Ann took back');
    await ann.delete(`/api/messages/${gone.id}`).expect(200);
    const other = await say(boris, channelId, 'what Boris said');
    await ann.put(`/api/messages/${other.id}/likes`, { emoji: '👍' });
    await ann.put(`/api/users/${boris.user.id}/like`);
    await ann.put(`/api/users/me/blocks/${boris.user.id}`);
    const note = text('all of a file');
    const { uploads } = await show(ann, channelId, [note, await picture('png', 400, 300)]);

    const administrator = await anAdministrator(app);
    const term = { hours: 1, reason: 'too loud' };
    await administrator.put(`/api/users/${ann.user.id}/mute`, term).expect(204);

    const files = await exported(ann);
    await administrator.delete(`/api/users/${ann.user.id}/mute`).expect(204);
    expect(JSON.parse(files['profile.json']!.toString())).toMatchObject({
      id: ann.user.id,
      username: 'Ann',
      createdAt: expect.stringMatching(/Z$/),
      mutedUntil: expect.stringMatching(/Z$/),
      bannedUntil: null,
    });
    const said = rows(files, 'messages');
    expect(said.map(({ body }) => body)).toContain('what Ann said');
    expect(said.find(({ id }) => id === message.id)).toMatchObject({
      channelId,
      seq: message.seq,
      createdAt: message.createdAt,
    });
    expect(said).toHaveLength(2);
    expect(rows(files, 'memberships')).toMatchObject([{ channelId, kind: 'general', role: 'member' }]);
    expect(rows(files, 'message-likes')).toMatchObject([{ messageId: other.id, emoji: '👍' }]);
    expect(rows(files, 'profile-likes')).toMatchObject([{ userId: boris.user.id }]);
    expect(rows(files, 'sessions')).toMatchObject([{ address: expect.any(String), endedAt: null }]);
    expect(rows(files, 'push-subscriptions')).toEqual([]);
    const [first, second] = uploads;
    expect(files[`uploads/${first!.id}-${first!.name}`]?.equals(note.bytes)).toBe(true);
    expect(files[`uploads/${second!.id}-${second!.name}`]?.length).toBeGreaterThan(100);
    const all = Buffer.concat(Object.values(files)).toString('latin1');
    for (const secret of ['what Boris said', 'what Ann took back', '$argon2', ann.cookie.split('=')[1]!])
      expect(all).not.toContain(secret);
  });

  it('holds a message whose clientId is the first that there can be', async () => {
    const eve = await register(app);
    await eve.post(`/api/channels/${channelId}/messages`, { clientId: NIL, body: 'the first' }).expect(201);
    await say(eve, channelId, 'the second');
    expect(rows(await exported(eve), 'messages').map(({ body }) => body)).toEqual(['the first', 'the second']);
  });

  it('is whole for more messages than are read at once', async () => {
    await Promise.all(Array.from({ length: 600 }, (_, index) => say(boris, channelId, `message ${index}`)));
    const said = rows(await exported(boris), 'messages');
    expect(new Set(said.map(({ body }) => body)).size).toBe(601);
  }, 60_000);

  it('is refused to whoever is not signed in', async () => {
    await request(app.url).get(PATH).expect(401);
  });

  it('ends when its reader goes away, and the next one works', async () => {
    const asking = get(app.url + PATH, { headers: { cookie: ann.cookie } });
    const [answer] = (await once(asking, 'response')) as [IncomingMessage];
    answer.destroy();
    await setTimeout(100);
    expect(Object.keys(await exported(ann))).toContain('profile.json');
  });

  it('is made three times an hour for one person, and others are not hindered', async () => {
    const limited = await startApp({ RATE_LIMITS: 'on' });
    const [vera, gleb] = [await register(limited, 'Vera'), await register(limited, 'Gleb')];
    const statuses = [];
    for (let times = 0; times < 4; times++) statuses.push((await vera.get(PATH)).status);
    const other = await gleb.get(PATH);
    const refused = await vera.get(PATH);
    await limited.stop();
    expect([statuses, other.status]).toEqual([[200, 200, 200, 429], 200]);
    expect(refused.body).toMatchObject({ code: 'too_many_requests', retryAfterMs: expect.any(Number) });
  });
});
