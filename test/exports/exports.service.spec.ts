import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { WriteQueue } from '../../src/database/write-queue.js';
import { ExportsService } from '../../src/exports/exports.service.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { countQueries } from '../support/count-queries.js';
import { generalOf, type Person, register, signedIn } from '../support/people.js';

const MESSAGES = 6_000;

let app: TestApp;
let ann: Person;
beforeAll(async () => {
  app = await startApp();
  ann = await register(app, 'Ann');
  const { id } = await generalOf(ann);
  const messages = app.nest.get(MessagesService);
  // Words that no compression makes small.
  const said = () => Array.from({ length: 20 }, () => randomUUID()).join(' ');
  for (let sent = 0; sent < MESSAGES; sent += 1_000) {
    const send = () => messages.send(signedIn(ann), id, { clientId: randomUUID(), body: said() });
    await Promise.all(Array.from({ length: 1_000 }, send));
  }
}, 120_000);
afterAll(() => app.stop());

it('an export reads no further than its reader, and to the end with it', async () => {
  const { signal } = new AbortController();
  const zip = await app.nest.get(ExportsService).start(ann.user.id, signal);
  const ahead = await countQueries(app, () => setTimeout(500));
  expect(ahead).toBeLessThan(4);
  const rest = await countQueries(app, async () => {
    expect((await buffer(zip)).length).toBeGreaterThan(MESSAGES * 400);
  });
  expect(rest).toBeGreaterThan(MESSAGES / 500);
});

it('an export that nobody reads any more ends, and asks for nothing', async () => {
  const gone = new AbortController();
  const zip = await app.nest.get(ExportsService).start(ann.user.id, gone.signal);
  await setTimeout(200);
  gone.abort();
  await setTimeout(50);
  expect(zip.destroyed).toBe(true);
  expect(await countQueries(app, () => setTimeout(200))).toBe(0);
  await app.nest.get(WriteQueue).drained();
});
