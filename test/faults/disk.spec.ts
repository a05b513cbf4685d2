import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { WRITER } from '../../src/database/writer.js';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, type Person, register, say } from '../support/people.js';
import { fill, removeDisk, smallDisk } from '../support/small-disk.js';

const draft = (body: string) => ({ clientId: randomUUID(), body });

describe('a database that cannot be written', () => {
  let app: TestApp;
  let person: Person;
  let path: string;
  beforeAll(async () => {
    app = await startApp();
    person = await register(app);
    path = `/api/channels/${(await generalOf(person)).id}/messages`;
    await person.post(path, draft('before')).expect(201);
  });
  afterAll(() => app.stop());

  it.each([
    ['full', 'PRAGMA max_page_count = 1', 'PRAGMA max_page_count = 1000000', 507, 'storage_full'],
    ['read-only', 'PRAGMA query_only = ON', 'PRAGMA query_only = OFF', 503, 'read_only'],
  ])('because it is %s gets a clear error, reads go on, and sends work again afterwards', async (...row) => {
    const [, fault, cure, status, code] = row;
    const writer = app.nest.get<DataSource>(WRITER);
    await writer.query(fault);
    const messages = Array.from({ length: 30 }, (_, number) => draft(`${number}`.repeat(2_000)));
    const answers = await Promise.all(messages.map((message) => person.post(path, message)));
    const refused = answers.filter((answer) => answer.status !== 201);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect(answer.status).toBe(status);
      expect(answer.body).toMatchObject({ code, retryable: true });
    }
    const { items } = (await person.get(path).expect(200)).body as { items: { clientId: string }[] };
    expect(items.length).toBeGreaterThan(0);
    if (writer.isInitialized) await writer.query(cure);
    for (const message of messages) await person.post(path, message).expect(201);
    const stored = (await person.get(`${path}?limit=200`)).body as { items: { seq: number; clientId: string }[] };
    expect(stored.items.map(({ seq }) => seq)).toEqual(stored.items.map((_, index) => index + 1));
    expect(new Set(stored.items.map(({ clientId }) => clientId)).size).toBe(stored.items.length);
  });
});

const disk = smallDisk('2m');
if (disk) {
  describe('a disk that is really full', () => {
    afterAll(() => {
      removeDisk(disk);
    });

    it('answers storage_full, keeps what it had, and goes on when there is room again', async () => {
      const app = await startApp({ DATABASE_URL: `sqlite:${disk}/veche.sqlite` });
      const person = await register(app);
      const channelId = (await generalOf(person)).id;
      const path = `/api/channels/${channelId}/messages`;
      const kept = await say(person, channelId, 'kept');
      fill(join(disk, 'ballast'));
      let refused = 0;
      for (let number = 0; number < 50; number++) {
        const answer = await person.post(path, draft('z'.repeat(4_000)));
        if (answer.status === 507) refused++;
        else expect(answer.status).toBe(201);
      }
      expect(refused).toBeGreaterThan(0);
      expect((await person.get(`${path}?before=2`).expect(200)).body).toMatchObject({ items: [kept] });
      unlinkSync(join(disk, 'ballast'));
      await say(person, channelId, 'there is room again');
      const { lastSeq } = (await person.get(`/api/channels/${channelId}`)).body as { lastSeq: number };
      const newest = (await person.get(`${path}?limit=200`)).body as { items: { seq: number }[] };
      expect(newest.items.map(({ seq }) => seq)).toEqual(Array.from({ length: lastSeq }, (_, index) => index + 1));
      await app.stop();
    });
  });
} else {
  process.stderr.write('NOT RUN: a disk that is really full. Mounting a small one needs root.\n');
}
