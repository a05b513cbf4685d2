import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AppError } from '../../src/common/app-error.js';
import { type Tx, WriteQueue } from '../../src/database/write-queue.js';
import { EventBus } from '../../src/events/event-bus.js';
import type { Fact } from '../../src/events/facts.js';
import { startApp, type TestApp } from '../support/app.js';
import { onPostgres } from '../support/database.js';

let app: TestApp;
let queue: WriteQueue;
let reader: DataSource;
const published: (readonly Fact[])[] = [];

beforeAll(async () => {
  app = await startApp();
  queue = app.nest.get(WriteQueue);
  reader = app.nest.get(getDataSourceToken());
  app.nest.get(EventBus).listen((facts) => published.push(facts));
});
beforeEach(async () => {
  published.length = 0;
  await queue.run(({ manager }) => manager.query(`DELETE FROM "server" WHERE "key" <> 'epoch'`));
});
afterAll(() => app.stop());

const insert = (key: string) => `INSERT INTO "server" ("key", "value") VALUES ('${key}', 'x')`;
const put = (key: string) => queue.run(({ manager }) => manager.query(insert(key)), 'lane');
const stored = async () =>
  (await reader.query<{ key: string }[]>(`SELECT "key" FROM "server" WHERE "key" <> 'epoch' ORDER BY "key"`)).map(
    ({ key }) => key,
  );
const fact = (sessionId: string): Fact => ({ type: 'session.ended', sessionId, userId: 'nobody' });
/** A work that stores keys together, and fails after it has stored the wrong one. */
const storing =
  (given: string[][]) =>
  async ({ manager, publish }: Tx, keys: string[]) => {
    given.push(keys);
    for (const key of keys) {
      await manager.query(insert(key));
      publish(fact(key));
      if (key === 'wrong') throw new Error('this one fails after its insert');
    }
    return keys.map((key) => `${key} is stored`);
  };

describe('the write queue', () => {
  it('keeps fifty works of one commit apart when one of them fails', async () => {
    const works = Array.from({ length: 50 }, (_, number) =>
      queue.run(async ({ manager }) => {
        await manager.query(insert(`work-${String(number).padStart(2, '0')}`));
        if (number === 20) throw new Error('number 20 fails after its insert');
        return number;
      }, 'lane'),
    );
    const outcomes = await Promise.allSettled(works);
    expect(outcomes.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(1);
    expect(outcomes[20]).toMatchObject({ reason: { message: 'number 20 fails after its insert' } });
    const keys = await stored();
    expect(keys).toHaveLength(49);
    expect(keys).not.toContain('work-20');
  });

  it('keeps the others when one breaks a constraint', async () => {
    const outcomes = await Promise.allSettled([put('a'), put('a'), put('b')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await stored()).toEqual(['a', 'b']);
  });

  it('shares one commit between all who ask in one turn', async () => {
    let commits = 0;
    const writer = queue['writer'];
    const original = writer.createQueryRunner.bind(writer);
    writer.createQueryRunner = (mode) => {
      commits++;
      return original(mode);
    };
    await Promise.all(Array.from({ length: 50 }, (_, number) => put(`shared-${number}`)));
    writer.createQueryRunner = original;
    expect(commits).toBe(1);
  });

  it('lets everybody else have their turn between two commits', async () => {
    let turn = 0;
    const count = (): void => {
      turn++;
      immediate = setImmediate(count);
    };
    let immediate = setImmediate(count);
    const works = Array.from({ length: 450 }, () => queue.run(() => Promise.resolve(turn), 'lane'));
    const turns = new Set(await Promise.all(works));
    clearImmediate(immediate);
    expect(turns.size).toBeGreaterThanOrEqual(3);
  });

  it('resumes callers and publishes facts only when the commit is visible to others', async () => {
    const seen: string[][] = [];
    const bus = app.nest.get(EventBus);
    const reading: Promise<unknown>[] = [];
    bus.listen(() => reading.push(stored().then((keys) => seen.push(keys))));
    await queue.run(async (tx) => {
      await tx.manager.query(insert('told'));
      tx.publish(fact('told'));
      await new Promise(setImmediate);
      expect(await stored()).toEqual([]);
      expect(published).toEqual([]);
    });
    expect(await stored()).toEqual(['told']);
    await Promise.all(reading);
    expect(seen).toEqual([['told']]);
  });

  it('publishes the facts of one commit at once, in order, without those of a work that failed', async () => {
    const works = ['one', 'two', 'three'].map((name) =>
      queue.run((tx) => {
        tx.publish(fact(name));
        return name === 'two' ? Promise.reject(new Error('no')) : Promise.resolve();
      }, 'lane'),
    );
    await Promise.allSettled(works);
    expect(published).toEqual([[fact('one'), fact('three')]]);
  });

  it('runs the works of one lane in the order in which they came', async () => {
    const order: number[] = [];
    const works = Array.from({ length: 300 }, (_, number) =>
      queue.run(async ({ manager }) => {
        if (number % 3 === 0) await manager.query('SELECT 1');
        order.push(number);
      }, 'lane'),
    );
    await Promise.all(works);
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).toHaveLength(300);
  });

  it('gives the items of those who wait with one work to it together, and each its own result', async () => {
    const given: string[][] = [];
    const work = storing(given);
    const ask = (key: string) => queue.runTogetherOnce(work, key, 'lane');
    const answers = await Promise.all([ask('a'), ask('b'), put('c'), ask('d')]);
    expect(given).toEqual([['a', 'b'], ['d']]);
    expect([answers[0], answers[1], answers[3]]).toEqual(['a is stored', 'b is stored', 'd is stored']);
    expect(published).toEqual([[fact('a'), fact('b'), fact('d')]]);
    expect(await stored()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('gives the items of a work that fails to it one by one, so that only what is wrong is refused', async () => {
    const given: string[][] = [];
    const work = storing(given);
    const outcomes = await Promise.allSettled(
      ['a', 'wrong', 'b'].map((key) => queue.runTogetherOnce(work, key, 'lane')),
    );
    expect(given).toEqual([['a', 'wrong', 'b'], ['a'], ['wrong'], ['b']]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(published).toEqual([[fact('a'), fact('b')]]);
    expect(await stored()).toEqual(['a', 'b']);
  });

  it('answers busy instead of letting the line grow without end', async () => {
    const works = Array.from({ length: 6_000 }, () => queue.run(() => Promise.resolve(), 'lane'));
    const outcomes = await Promise.allSettled(works);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(1_000);
    expect(refused[0]).toMatchObject({ reason: { code: 'busy' } });
    expect(queue.depth).toBe(0);
  });

  it('refuses a write past it: the data source that services are given is read-only', async () => {
    await expect(reader.query(insert('past'))).rejects.toThrow(/readonly|read-only/);
    expect(await stored()).toEqual([]);
  });

  it('goes on after a work that broke the whole transaction, and tells everybody to come again', async () => {
    const refused = queue.run(() => Promise.reject(new AppError('channel_not_found')), 'lane');
    const broken = queue.run(({ manager }) => manager.query('ROLLBACK'), 'lane');
    const outcomes = await Promise.allSettled([refused, broken, put('neighbour')]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: { code: 'busy' } });
    expect(await stored()).toEqual([]);
    await put('afterwards');
    expect(await stored()).toEqual(['afterwards']);
  });
});

// On PostgreSQL a plain pool gives every transaction a connection of its own: there is no such loss to reproduce.
const onSqlite = onPostgres ? () => undefined : describe;

onSqlite('the loss that a plain data source has', () => {
  it('loses an acknowledged row when another request rolls back, and the queue does not', async () => {
    const plain = await new DataSource({ ...queue['writer'].options, migrationsRun: false }).initialize();
    let failing: Promise<unknown> | undefined;
    let acknowledged = false;
    try {
      failing = plain.transaction(async (manager) => {
        await manager.query(insert('of-A'));
        await new Promise((resolve) => setTimeout(resolve, 50));
        throw new Error('A fails');
      });
      failing.catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 10));
      await plain.query(insert('of-B'));
      acknowledged = true;
      await expect(failing).rejects.toThrow('A fails');
    } finally {
      await plain.destroy();
    }
    expect(acknowledged).toBe(true);
    expect(await stored()).toEqual([]);

    const a = queue.run(async ({ manager }) => {
      await manager.query(insert('of-A'));
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Error('A fails');
    }, 'lane');
    await Promise.allSettled([a, new Promise((resolve) => setTimeout(resolve, 10)).then(() => put('of-B'))]);
    expect(await stored()).toEqual(['of-B']);
  });
});
