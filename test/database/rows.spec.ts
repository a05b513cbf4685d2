import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { columnsOf, findRows, insertRow, rowIn } from '../../src/database/rows.js';
import { sql } from '../../src/database/sql.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { Message } from '../../src/messages/message.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, type Person, register } from '../support/people.js';

let app: TestApp;
let ann: Person;
let channelId: string;
beforeAll(async () => {
  app = await startApp();
  ann = await register(app, 'Ann');
  channelId = (await generalOf(ann)).id;
});
afterAll(() => app.stop());

/** A row that has a value of each kind of column: JSON, booleans, numbers, nothing. */
const row = (seq: number): Message => ({
  ...{ id: randomUUID(), channelId, seq, revision: seq, version: 1, clientId: randomUUID(), authorId: ann.user.id },
  ...{ body: 'Ünïcode "quoted"', replyToId: null, mentions: [ann.user.id], mentionsAll: true, uploads: [] },
  ...{ likes: [{ emoji: '♥', count: 2 }], createdAt: Date.UTC(2026, 10, 28), editedAt: null, deletedAt: null },
});
const insert = (message: Message): Promise<void> =>
  app.nest.get(WriteQueue).run(({ manager }) => insertRow(manager, Message, message), channelId);
const reader = (): DataSource => app.nest.get(getDataSourceToken());

describe('rows', () => {
  it('are stored as TypeORM would store them, and read as it would read them', async () => {
    const message = row(101);
    await insert(message);
    expect(await reader().manager.findOneBy(Message, { id: message.id })).toEqual(message);
    expect(await findRows(reader().manager, Message, '"id" = ?', [message.id])).toEqual([message]);
  });

  it('are found by a condition, in an order, up to a number', async () => {
    for (const seq of [102, 103, 104]) await insert(row(seq));
    const found = await findRows(reader().manager, Message, '"seq" > ? ORDER BY "seq" DESC LIMIT 2', [101]);
    expect(found.map(({ seq }) => seq)).toEqual([104, 103]);
  });

  it('are refused where a constraint is broken, and the others of the commit are kept', async () => {
    const [first, doubled] = [row(105), row(105)];
    const outcomes = await Promise.allSettled([insert(first), insert(doubled), insert(row(106))]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await reader().manager.countBy(Message, { channelId })).toBe(6);
  });

  it('are not written on the connection that services are given', async () => {
    await expect(insertRow(reader().manager, Message, row(107))).rejects.toThrow(/read-?only/i);
  });

  it('are read beside those of another table', async () => {
    const message = row(108);
    await insert(message);
    const { manager } = reader();
    const [wider] = await sql<Record<string, unknown>>(
      manager,
      `SELECT ${columnsOf(manager, Message, 'm')}, u."username" FROM "message" m
       JOIN "user" u ON u."id" = m."authorId" WHERE m."id" = ?`,
      [message.id],
    );
    expect(wider).toMatchObject({ username: 'Ann' });
    expect(rowIn(manager, Message, wider!)).toEqual(message);
  });
});
