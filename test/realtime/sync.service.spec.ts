import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LIMITS } from '../../src/contract/limits.js';
import type { Changes, MessageView } from '../../src/contract/views.js';
import { Epoch } from '../../src/database/epoch.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { SyncService } from '../../src/realtime/sync.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { countQueries } from '../support/count-queries.js';
import { aGroup } from '../support/factories.js';
import { generalOf, groupOf, myChannel, type Person, register, say } from '../support/people.js';

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

  it('takes as many queries for two hundred changed rows as for one', async () => {
    const id = await aGroup(app, [person]);
    await fill(id, 200);
    const few = await countQueries(app, () => ask({ [id]: 199 }));
    expect(await countQueries(app, () => ask({ [id]: 0 }))).toBe(few);
    expect(few).toBeGreaterThan(1);
  });

  it('covers edits, deletions, likes, own likes, members and notices, each by the row it left', async () => {
    const [owner, fan] = [await register(app), person];
    const id = await groupOf(owner, [fan]);
    const [one, two] = [await say(owner, id, 'one'), await say(owner, id, 'two')];
    const { revision } = await myChannel(fan, id);
    await owner.patch(`/api/messages/${one.id}`, { body: 'edited', version: 1 }).expect(200);
    await fan.put(`/api/messages/${one.id}/likes`, {}).expect(200);
    await owner.delete(`/api/messages/${two.id}`).expect(200);
    const newcomer = await register(app);
    await owner.post(`/api/groups/${id}/members`, { userIds: [newcomer.user.id] }).expect(204);
    await owner.delete(`/api/groups/${id}/members/${newcomer.user.id}`).expect(204);
    await owner.patch(`/api/groups/${id}`, { name: 'renamed' }).expect(200);
    const { changes } = (await ask({ [id]: revision })).channels[0]!;
    expect(changes.messages.map(({ body, likes, deletedAt }) => [body, likes.length, deletedAt !== null])).toEqual([
      ['edited', 1, false],
      ['', 0, true],
    ]);
    expect(changes.myLikes).toMatchObject([{ messageId: one.id, emojis: ['♥'] }]);
    expect(changes.members).toMatchObject([{ user: { id: newcomer.user.id } }]);
    expect(changes.members![0]!.leftAt).not.toBeNull();
    expect(changes.notices?.map(({ kind }) => kind)).toEqual(['added', 'removed', 'renamed']);
    expect(changes.channel).toMatchObject({ name: 'renamed', memberCount: 2, revision: revision + 6 });
    expect(changes.to).toBe(revision + 6);
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
