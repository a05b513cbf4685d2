import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DirectService } from '../../src/channels/direct.service.js';
import { MyChannelsService } from '../../src/channels/my-channels.service.js';
import { BlocksService } from '../../src/users/blocks.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register, say } from '../support/people.js';

let app: TestApp;
let direct: DirectService;
let mine: MyChannelsService;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  app = await startApp();
  direct = app.nest.get(DirectService);
  mine = app.nest.get(MyChannelsService);
});
beforeEach(async () => {
  [ann, bob] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

const countDirect = async (): Promise<number> => {
  const rows = await app.nest
    .get<DataSource>(getDataSourceToken())
    .query<{ count: number }[]>(`SELECT COUNT(*) AS "count" FROM "channel" WHERE "kind" = 'direct'`);
  return rows[0]!.count;
};
const idsOf = async (person: Person) => (await mine.list(person.user.id, undefined, 200)).items;

describe('a direct channel', () => {
  it('is one per pair, whoever opens it, and though both open it fifty times at once', async () => {
    const before = await countDirect();
    const opened = await Promise.all(
      Array.from({ length: 50 }, (_, number) =>
        number % 2 ? direct.open(ann.user.id, bob.user.id) : direct.open(bob.user.id, ann.user.id),
      ),
    );
    expect(new Set(opened.map(({ id }) => id)).size).toBe(1);
    expect(await countDirect()).toBe(before + 1);
    expect(opened[0]).toMatchObject({ kind: 'direct', visibility: 'private', memberCount: 2, revision: 2 });
    expect([...opened[0]!.directUserIds!].sort()).toEqual([ann.user.id, bob.user.id].sort());
  });

  it('with oneself is for notes', async () => {
    const notes = await direct.open(ann.user.id, ann.user.id);
    expect(notes).toMatchObject({ memberCount: 1, directUserIds: [ann.user.id], hiddenSeq: null });
    expect((await direct.open(ann.user.id, ann.user.id)).id).toBe(notes.id);
  });

  it('is hidden from the other one until something is said in it', async () => {
    const { id } = await direct.open(ann.user.id, bob.user.id);
    const isHidden = async (person: Person) => {
      const channel = (await idsOf(person)).find((one) => one.id === id)!;
      return channel.hiddenSeq !== null && channel.lastSeq <= channel.hiddenSeq;
    };
    expect([await isHidden(ann), await isHidden(bob)]).toEqual([false, true]);
    await say(ann, id, 'hello');
    expect([await isHidden(ann), await isHidden(bob)]).toEqual([false, false]);
    await mine.change(bob.user.id, id, { hidden: true });
    expect([await isHidden(ann), await isHidden(bob)]).toEqual([false, true]);
    await say(ann, id, 'still there?');
    expect(await isHidden(bob)).toBe(false);
    await mine.change(bob.user.id, id, { hidden: true });
    await direct.open(bob.user.id, ann.user.id);
    expect(await isHidden(bob)).toBe(false);
  });

  it('is refused alike to the blocked and to the one who blocked, and says nothing of why', async () => {
    await app.nest.get(BlocksService).set(bob.user.id, ann.user.id, true);
    for (const [one, other] of [
      [ann, bob],
      [bob, ann],
    ] as const) {
      await expect(direct.open(one.user.id, other.user.id)).rejects.toMatchObject({
        code: 'person_unavailable',
        message: 'This person cannot be reached',
      });
    }
  });

  it('that was there before a block stays to be read, but nothing is said in it', async () => {
    const { id } = await direct.open(ann.user.id, bob.user.id);
    const message = await say(ann, id, 'before');
    await app.nest.get(BlocksService).set(bob.user.id, ann.user.id, true);
    expect((await direct.open(ann.user.id, bob.user.id)).id).toBe(id);
    for (const person of [ann, bob]) {
      const answer = await person.post(`/api/channels/${id}/messages`, { clientId: crypto.randomUUID(), body: 'x' });
      expect([answer.status, answer.body.code]).toEqual([403, 'person_unavailable']);
    }
    const edit = await ann.patch(`/api/messages/${message.id}`, { body: 'again', version: 1 });
    expect([edit.status, edit.body.code]).toEqual([403, 'person_unavailable']);
    await app.nest.get(BlocksService).set(bob.user.id, ann.user.id, false);
    await say(ann, id, 'after');
  });

  it('with nobody is with nobody', async () => {
    await expect(direct.open(ann.user.id, crypto.randomUUID())).rejects.toMatchObject({ code: 'user_not_found' });
  });
});
