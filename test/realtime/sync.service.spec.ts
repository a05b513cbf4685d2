import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LIMITS } from '../../src/contract/limits.js';
import type { Changes, MessageView } from '../../src/contract/views.js';
import { Epoch } from '../../src/database/epoch.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { SyncService } from '../../src/realtime/sync.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { generalOf, type Person, register } from '../support/people.js';

let app: TestApp;
let sync: SyncService;
let epoch: string;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  sync = app.nest.get(SyncService);
  epoch = app.nest.get(Epoch).current;
  person = await register(app);
});
afterAll(() => app.stop());

async function fill(channelId: string, count: number): Promise<void> {
  const user = { id: person.user.id, role: person.user.role, sessionId: '' };
  const send = (number: number) =>
    app.nest.get(MessagesService).send(user, channelId, { clientId: randomUUID(), body: `${number}` });
  await Promise.all(Array.from({ length: count }, (_, number) => send(number + 1)));
}

const ask = (positions: Record<string, number>, of = epoch) => sync.sync(person.user.id, { epoch: of, positions });

/** Asks until there is no more, as a client does. */
async function syncAll(
  positions: Record<string, number>,
): Promise<{ held: Record<string, number>; got: MessageView[] }> {
  const [held, got]: [Record<string, number>, MessageView[]] = [{ ...positions }, []];
  for (let round = 0; round < 100; round++) {
    const answer = await ask(held);
    const rows = answer.channels.flatMap(({ changes }) => changes.messages);
    expect(rows.length).toBeLessThanOrEqual(LIMITS.syncRows);
    got.push(...rows);
    for (const { channelId, changes } of answer.channels) {
      expect(changes.from).toBe(held[channelId]);
      held[channelId] = changes.to;
    }
    if (!answer.hasMore) return { held, got };
  }
  throw new Error('there was always more');
}

describe('sync', () => {
  it('finds everything again over many pages and channels, once', async () => {
    const channels = [await aGroup(app, [person]), await aGroup(app, [person]), await aGroup(app, [person])];
    for (const id of channels) await fill(id, 450);
    const { held, got } = await syncAll(Object.fromEntries(channels.map((id) => [id, 0])));
    expect(Object.values(held)).toEqual([450, 450, 450]);
    for (const id of channels) {
      const seqs = got.filter(({ channelId }) => channelId === id).map(({ seq }) => seq);
      expect(seqs).toEqual(Array.from({ length: 450 }, (_, number) => number + 1));
    }
  });

  it('answers nothing for a channel that is held whole, and only what is new for the others', async () => {
    const id = await aGroup(app, [person]);
    await fill(id, 5);
    expect((await ask({ [id]: 5 })).channels).toEqual([]);
    const { changes } = (await ask({ [id]: 3 })).channels[0]!;
    expect(changes).toMatchObject({ channelId: id, from: 3, to: 5, hasMore: false });
    expect(changes.messages.map(({ seq }) => seq)).toEqual([4, 5]);
  });

  it('covers members and the channel itself', async () => {
    const general = await generalOf(person);
    const newcomer = await register(app);
    const { changes } = (await ask({ [general.id]: general.revision })).channels[0]!;
    expect(changes.members?.map(({ user }) => user)).toEqual([newcomer.user]);
    expect(changes.channel).toMatchObject({ memberCount: general.memberCount + 1 });
    expect(changes.to).toBe(general.revision + 1);
  });

  it('asks to start over after another history, and of channels that are not theirs or were never so far', async () => {
    const mine = await aGroup(app, [person]);
    const theirs = await aGroup(app, [await register(app)]);
    const nowhere = randomUUID();
    expect((await ask({ [mine]: 0 }, randomUUID())).reset).toEqual([mine]);
    const answer = await ask({ [mine]: 7, [theirs]: 0, [nowhere]: 0 });
    expect(answer).toMatchObject({ epoch, channels: [], reset: [mine, theirs, nowhere] });
  });

  it('misses nothing while others write: what it answered leads on without a gap', async () => {
    const id = await aGroup(app, [person]);
    const writing = fill(id, 300);
    const got: number[] = [];
    let held = 0;
    while (held < 300) {
      const changes: Changes = await sync.changes(person.user.id, id, epoch, held);
      expect(changes.from).toBe(held);
      got.push(...changes.messages.map(({ seq }) => seq));
      held = changes.to;
      await new Promise(setImmediate);
    }
    await writing;
    expect(got).toEqual(Array.from({ length: 300 }, (_, number) => number + 1));
  });
});
