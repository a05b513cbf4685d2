import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { Clock } from '../../src/common/clock.js';
import { readConfig } from '../../src/config/config.js';
import { writerOptions } from '../../src/database/data-source.js';
import { migrate } from '../../src/database/maintenance.js';
import { sql } from '../../src/database/sql.js';
import { SqlLog } from '../../src/database/sql-log.js';
import { dropDatabase, emptyDatabase, onPostgres } from '../support/database.js';
import { endServers, freePort, startServer } from '../support/server-process.js';

const WORDS = 'what Ann said';
const SLOW = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000)
  SELECT (SELECT count(*) FROM n) AS "n",
    (SELECT count(*) FROM "message" WHERE "body" = ?) AS "found"`;

describe('the log of SQL', () => {
  let address: string;
  let source: DataSource;
  let log: SqlLog;
  const clock = new Clock();
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  beforeAll(async () => {
    address = await emptyDatabase();
    const config = readConfig({ DATABASE_URL: address });
    await migrate(config.database);
    log = new SqlLog(config, clock);
    source = await new DataSource(writerOptions(config.database, log)).initialize();
  });
  afterEach(() => {
    warn.mockClear();
  });
  afterAll(async () => {
    await source.destroy();
    await dropDatabase(address);
    warn.mockRestore();
  });

  const told = async (): Promise<unknown> => {
    for (let times = 0; warn.mock.calls.length === 0 && times < 100; times++) await setTimeout(50);
    return warn.mock.calls;
  };
  const line = {
    ms: expect.any(Number),
    plan: expect.arrayContaining([expect.stringMatching(/\bscan\b.*message/i)]),
  };

  it.each<[string, () => Promise<unknown>]>([
    ['on the hot path', () => sql(source.manager, SLOW, [WORDS])],
    ['of TypeORM', () => source.query(onPostgres ? SLOW.replace('?', '$1') : SLOW, [WORDS])],
  ])('tells a slow statement %s with its plan, and nothing of what it was given', async (_, run) => {
    const before = log.slow;
    await run();
    const lines = await told();
    expect(lines).toEqual([
      [{ ...line, sql: expect.stringContaining('SELECT (SELECT count(*) FROM n)') }, 'slow statement'],
    ]);
    expect(JSON.stringify(lines)).not.toContain(WORDS);
    expect(log.slow).toBe(before + 1);
  });

  it('keeps the slowest, each once, laid out, and nothing of what they were given', async () => {
    await sql(source.manager, SLOW, [WORDS]);
    await told();
    const [worst, ...others] = log.slowest();
    expect(worst).toMatchObject({
      sql: expect.stringMatching(/^WITH RECURSIVE\n {2}n/),
      count: expect.any(Number),
      plan: line.plan,
      at: expect.any(Number),
    });
    expect(worst!.count).toBeGreaterThan(0);
    expect(worst!.total).toBeGreaterThanOrEqual(worst!.max);
    expect(JSON.stringify([worst, others])).not.toContain(WORDS);
  });

  it('says nothing of a quick one, and nothing of a plan where there can be none', async () => {
    await sql(source.manager, 'SELECT count(*) FROM "message" WHERE "body" = ?', [WORDS]);
    expect(warn).not.toHaveBeenCalled();
    log.logQuerySlow(150, 'COMMIT', [], source.createQueryRunner());
    expect(await told()).toEqual([[{ ms: 150, sql: 'COMMIT', plan: null }, 'slow statement']]);
  });
});

describe('LOG_SQL', () => {
  afterAll(endServers);

  it.each(['0', '1'])('=%s prints statements only when asked to, laid out and without parameters', async (LOG_SQL) => {
    const address = await emptyDatabase();
    const server = await startServer({ DATABASE_URL: address, PORT: String(await freePort()), LOG_SQL });
    const body = JSON.stringify({ username: 'Ann', password: WORDS });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${server.url}/api/auth/login`, { method: 'POST', headers, body });
    server.signal('SIGTERM');
    await server.ended;
    await dropDatabase(address);
    expect(/\nSELECT\n {2}.*\nFROM\n/.test(server.output())).toBe(LOG_SQL === '1');
    expect(server.output()).not.toMatch(/what Ann said|: \["/);
  });
});
