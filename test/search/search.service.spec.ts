import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { SignedIn } from '../../src/common/current-user.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { GroupsService } from '../../src/groups/groups.service.js';
import { Message } from '../../src/messages/message.entity.js';
import { HistoryService } from '../../src/messages/history.service.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { SearchService } from '../../src/search/search.service.js';
import { BlocksService } from '../../src/users/blocks.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { onPostgres } from '../support/database.js';
import { aGroup, removeSlowly, storeMessages } from '../support/factories.js';
import { generalOf, type Person, register } from '../support/people.js';

let app: TestApp;
let ann: Person;
let bob: Person;
let generalId: string;
beforeAll(async () => {
  app = await startApp();
  [ann, bob] = [await register(app, 'Ann'), await register(app, 'Bob')];
  generalId = (await generalOf(ann)).id;
});
afterAll(() => app.stop());

const as = ({ user }: Person): SignedIn => ({ id: user.id, role: user.role, sessionId: '' });
const messages = () => app.nest.get(MessagesService);
const send = async (person: Person, channelId: string, body: string) =>
  (await messages().send(as(person), channelId, { clientId: randomUUID(), body })).message;
const page = (person: Person, q: string, scope: { channelId?: string; after?: string; limit?: number } = {}) =>
  app.nest.get(SearchService).search(q, { userId: person.user.id, limit: 50, ...scope });
const find = async (person: Person, q: string, channelId?: string) =>
  (await page(person, q, channelId ? { channelId } : {})).items.map(({ message }) => message.body);
const NOTHING = { items: [], before: null, after: null };

/** A group of the two, with these messages of Ann's. */
async function aGroupThatHolds(...bodies: string[]): Promise<string> {
  const id = await aGroup(app, [ann, bob]);
  for (const body of bodies) await send(ann, id, body);
  return id;
}

const store = (channelId: string, rows: { body: string; time: number }[]) => storeMessages(app, ann, channelId, rows);

describe('a search finds', () => {
  it.each([
    ['привет', 'Привет, мир'],
    ['ПРИВЕТ', 'Привет, мир'],
    ['ривет', 'Привет, мир'],
    ['работ', 'заработала переработка'],
    ['жёлуд', 'ЖЁЛУДЬ'],
    ['ЁЖИК', 'мой ёжик'],
    ['会議室', '明日の会議室です'],
    ['会議', '明日の会議です'],
    ['会', '明日の会です'],
    ['カタカナ', 'これはカタカナ'],
    ['да', 'ну ДА'],
    ['Ёж', 'еЖ и ёЖ'],
    ['я', 'КТО? Я'],
    ['ok', 'It is OK'],
    ['🎉', 'Ура 🎉!'],
    ['👍🏽', 'so 👍🏽'],
    ['cafe', 'Le Café'],
    ['CAFÉ', 'le cafe'],
    ['cafe', 'le cafe\u0301'],
    ['việt', 'Viet Nam'],
    ['c++', 'I like C++ more'],
    ['---', 'a --- b'],
    ['a-b', 'x A-B y'],
    ['"two words"', 'these Two Words here'],
    ['two words', 'words, and then two'],
    ['he ann', 'the plan of Anna'],
    ['the he zz', 'the he ZZ'],
    ['100%', 'it is 100% sure'],
    ['a_b', 'x a_b y'],
    ['snake_case', 'some_snake_case_name'],
    ['back\\slash', 'a back\\slash here'],
    ['\\', 'a \\ b'],
    ['%', '50 %'],
    ['it"s', 'say it"s so'],
    ['body:x', 'the body:x of it'],
    ['NEAR(a', 'NEAR(a b)'],
    ['^start', 'x ^START y'],
    ['star*', 'a star* b'],
    ['лопату', 'Где ЛОПАТА?'],
    ['поездом', 'Поезд, конечно.'],
    ['roofs', 'up on the Roof'],
  ])('by %s: %s', async (q, body) => {
    const id = await aGroupThatHolds(body);
    expect(await find(ann, q, id)).toEqual([body]);
  });

  it.each([
    ['мои', 'мой'],
    ['"лопату"', 'лопата'],
    ['елка', 'ёлка'],
    ['会議', '会 議'],
    ['"words two"', 'two words'],
    ['one three', 'one two'],
    ['zz', 'the he'],
    ['100%', '100 percent'],
    ['a_b', 'axb'],
    ['snake_case', 'snakeXcase'],
    ['%%%', 'percent'],
    ['___', 'letters'],
    ['star*', 'starlight'],
    ['_', 'letters'],
    ['alpha OR beta', 'alpha'],
    ['alpha NOT beta', 'alpha'],
    ['"*^:', 'star quote'],
    ['*', 'all'],
    ['"" OR ""', 'all'],
    ['channel:"x"', 'x channel'],
    ["'; DROP TABLE message; --", 'x'],
  ])('nothing by %s in: %s', async (q, body) => {
    const id = await aGroupThatHolds(body);
    expect(await find(ann, q, id)).toEqual([]);
  });

  it('the newest first, each with its message and what was found marked', async () => {
    const id = await aGroupThatHolds('first find', 'nothing', 'second FIND');
    const { items, ...cursors } = await page(bob, 'find', { channelId: id });
    expect(items.map(({ excerpt }) => excerpt)).toEqual(['second \u{E000}FIND\u{E001}', 'first \u{E000}find\u{E001}']);
    expect(items[0]!.message).toEqual(await app.nest.get(HistoryService).get(bob.user.id, items[0]!.message.id));
    expect(cursors).toEqual({ before: null, after: null });
  });

  it('in other forms, with what they have in common marked, and the word itself where it is there', async () => {
    const id = await aGroupThatHolds('полные вёдра', 'полное ведро, полный сарай');
    const { items } = await page(bob, 'полный', { channelId: id });
    expect(items.map(({ excerpt }) => excerpt)).toEqual([
      '\u{E000}полн\u{E001}ое ведро, \u{E000}полный\u{E001} сарай',
      '\u{E000}полн\u{E001}ые вёдра',
    ]);
  });

  it('what somebody said whom the person blocked: the client folds it', async () => {
    const id = await aGroupThatHolds('from a blocked person');
    await app.nest.get(BlocksService).set(bob.user.id, ann.user.id, true);
    expect(await find(bob, 'blocked', id)).toEqual(['from a blocked person']);
    await app.nest.get(BlocksService).set(bob.user.id, ann.user.id, false);
  });
});

describe('an operator', () => {
  it('from: takes what this person said, with or without words', async () => {
    const id = await aGroupThatHolds('a word of mine');
    await send(bob, id, 'a word of his');
    expect(await find(ann, 'from:bob word', id)).toEqual(['a word of his']);
    expect(await find(ann, 'from:@BOB', id)).toEqual(['a word of his']);
    expect(await find(ann, 'from:ann from:bob', id)).toEqual(['a word of his', 'a word of mine']);
    expect(await page(ann, 'from:nobody', { channelId: id })).toEqual(NOTHING);
  });

  it('in: takes what was said in the group of this name, or in the general channel', async () => {
    const groups = app.nest.get(GroupsService);
    const group = await groups.create(ann.user.id, { name: 'Моя Группа', userIds: [bob.user.id] });
    await send(ann, group.id, 'inword of the group');
    await send(ann, generalId, 'inword of all');
    expect(await find(bob, 'in:"моя группа" inword')).toEqual(['inword of the group']);
    expect(await find(bob, 'in:"МОЯ ГРУППА"')).toEqual(['inword of the group']);
    expect(await find(bob, 'in:general inword')).toEqual(['inword of all']);
    expect(await find(bob, 'in:General in:"моя группа" inword')).toHaveLength(2);
    expect(await page(bob, 'in:nowhere inword')).toEqual(NOTHING);
    const hidden = await groups.create(ann.user.id, { name: 'Hidden' });
    await send(ann, hidden.id, 'inword of few');
    expect(await page(bob, 'in:hidden inword')).toEqual(NOTHING);
    expect(await page(bob, 'inword', { channelId: hidden.id })).toEqual(NOTHING);
    expect(await find(ann, 'in:hidden')).toEqual(['inword of few']);
  });

  it('after: takes the day and what follows, before: what was said before the day, in UTC', async () => {
    const id = await aGroup(app, [ann]);
    const times = [
      '2026-01-30T23:59:59.999Z',
      '2026-01-31T00:00:00.000Z',
      '2026-01-31T23:59:59.999Z',
      '2026-02-01T00:00Z',
    ];
    await store(
      id,
      times.map((time) => ({ body: `day ${time.slice(0, 16)}`, time: Date.parse(time) })),
    );
    const days = async (q: string) => (await find(ann, q, id)).map((body) => body.slice(4, 14));
    expect(await days('after:2026-01-31')).toEqual(['2026-02-01', '2026-01-31', '2026-01-31']);
    expect(await days('before:2026-01-31')).toEqual(['2026-01-30']);
    expect(await days('after:2026-01-31 before:2026-02-01 day')).toEqual(['2026-01-31', '2026-01-31']);
    expect(await days('after:2026-03-01')).toEqual([]);
    expect(await days('before:1969-01-01')).toEqual([]);
    const [first, ...others] = (await page(ann, 'before:2026-02-01', { channelId: id })).items;
    const rest = await page(ann, 'before:2026-02-01', { channelId: id, after: first!.message.id });
    expect(rest.items).toEqual(others);
  });
});

describe('pages', () => {
  it.each(['word', 'wo', 'from:ann'])('of %s meet without a gap or a double, while new messages arrive', async (q) => {
    const id = await aGroupThatHolds(...Array.from({ length: 11 }, (_, number) => `word ${number}`));
    const found: string[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const next = await page(ann, q, { channelId: id, limit: 3, ...(after && { after }) });
      found.push(...next.items.map(({ message }) => message.body));
      after = next.after;
      await send(ann, id, 'word of meanwhile');
    }
    expect(found).toEqual(Array.from({ length: 11 }, (_, number) => `word ${10 - number}`));
  });

  it('end with the last hit, without an empty page behind it', async () => {
    const id = await aGroupThatHolds('word 1', 'word 2');
    expect((await page(ann, 'word', { channelId: id, limit: 2 })).after).toBeNull();
    expect((await page(ann, 'wo', { channelId: id, limit: 2 })).after).toBeNull();
  });

  it('go on after a message that is gone', async () => {
    const id = await aGroupThatHolds('word 1', 'word 2', 'word 3');
    const { after, items } = await page(ann, 'word', { channelId: id, limit: 2 });
    expect(after).toBe(items[1]!.message.id);
    await app.nest.get(WriteQueue).run(({ manager }) => manager.delete(Message, { id: after! }));
    const rest = await page(ann, 'word', { channelId: id, after: after! });
    expect(rest.items.map(({ message }) => message.body)).toEqual(['word 1']);
  });

  it.each([
    ['QZ', 'x'],
    ['--qz--', '--qz -qz- qz--'],
    ['qz zq', 'qz z q'],
  ])('of %s, which no index knows for certain, are of a thousand messages at a time', async (q, near) => {
    const id = await aGroup(app, [ann]);
    const time = Date.parse('2026-01-01T00:00:00Z');
    const hits = [0, 1_500, 1_520, 2_499];
    const body = (number: number) => (hits.includes(number) ? `--qz-- zq ${number}` : near);
    const rows = Array.from({ length: 2_500 }, (_, number) => ({ body: body(number), time: time + number }));
    await store(id, rows);
    const pages: string[][] = [];
    for (let after: string | null | undefined; after !== null;) {
      const next = await page(ann, q, { channelId: id, limit: 2, ...(after && { after }) });
      pages.push(next.items.map(({ message }) => message.body.slice('--qz-- zq '.length)));
      after = next.after;
    }
    expect(pages).toEqual([['2499', '1520'], ['1500'], ['0']]);
  });
});

describe('nobody finds', () => {
  it('what was said where they are not: the answer is that of a word which nobody said', async () => {
    const id = await aGroupThatHolds('secretword here');
    const outsider = await register(app);
    for (const q of ['secretword', 'se', 'from:ann secretword']) {
      expect(await page(outsider, q)).toEqual(NOTHING);
      expect(await page(outsider, q, { channelId: id })).toEqual(NOTHING);
    }
    expect(await page(outsider, 'neversaidword')).toEqual(NOTHING);
    expect(await page(ann, 'secretword', { channelId: randomUUID() })).toEqual(NOTHING);
  });

  it('anything any more where they were removed, from the moment of the commit', async () => {
    const id = await aGroupThatHolds('formerword', 'formerword');
    expect(await find(bob, 'formerword')).toHaveLength(2);
    await removeSlowly(app, id, bob);
    // Not even that there would be another page.
    expect(await page(bob, 'formerword', { limit: 1 })).toEqual(NOTHING);
    expect(await page(bob, 'fo', { channelId: id, limit: 1 })).toEqual(NOTHING);
  });

  it('anything in no channel at all', async () => {
    const nobody = { ...ann, user: { ...ann.user, id: randomUUID() } };
    for (const q of ['word', 'wo', 'from:ann']) expect(await page(nobody, q)).toEqual(NOTHING);
  });

  it('an edited message by what it said before', async () => {
    const id = await aGroupThatHolds('beforeword');
    const { items } = await app.nest.get(HistoryService).page(ann.user.id, id, { limit: 1 });
    await messages().edit(as(ann), items[0]!.id, { body: 'afterword', version: 1 });
    expect(await find(ann, 'beforeword', id)).toEqual([]);
    expect(await find(ann, 'afterword', id)).toEqual(['afterword']);
  });

  it('a deleted message, by its words or its author', async () => {
    const id = await aGroupThatHolds('deletedword');
    const { items } = await app.nest.get(HistoryService).page(ann.user.id, id, { limit: 1 });
    await messages().delete(as(ann), items[0]!.id);
    for (const q of ['deletedword', 'de', 'from:ann']) {
      expect(await page(ann, q, { channelId: id })).toEqual(NOTHING);
    }
  });
});

describe('the index', () => {
  it('answers for somebody in three thousand channels', async () => {
    const person = await register(app);
    const channels = Array.from({ length: 3_000 }, () => randomUUID());
    await app.nest.get(WriteQueue).run(async ({ manager }) => {
      for (const id of channels) {
        await manager.query(
          `INSERT INTO "channel" ("id", "kind", "name", "createdAt") VALUES ('${id}', 'group', 'one of many', 0)`,
        );
        await manager.query(
          `INSERT INTO "membership" ("channelId", "userId", "revision", "joinedAt") VALUES ('${id}', '${person.user.id}', 0, 0)`,
        );
      }
    });
    await send(person, channels[1_500]!, 'manyword');
    expect(await find(person, 'manyword')).toEqual(['manyword']);
  }, 60_000);

  it('is what PostgreSQL uses, and SQLite walks it backwards', async () => {
    const { manager } = app.nest.get(SearchService)['reader'];
    const plan = onPostgres
      ? manager.transaction(async (tx) => {
          await tx.query('SET LOCAL enable_seqscan = off');
          return tx.query<object[]>(
            `EXPLAIN SELECT * FROM "message" WHERE "message_fold"("body") LIKE "message_fold"('%Unusual%')`,
          );
        })
      : manager.query<object[]>(
          `EXPLAIN QUERY PLAN SELECT rowid FROM "search_text" WHERE "search_text" MATCH 'body:"word"' ORDER BY rowid DESC`,
        );
    const text = JSON.stringify(await plan);
    expect(text).toMatch(onPostgres ? /ix_message_body/ : /VIRTUAL TABLE INDEX/);
    expect(text).not.toMatch(/TEMP B-TREE/);
  });
});
