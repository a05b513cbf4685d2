import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { WRITER } from '../../src/database/writer.js';
import type { TestApp } from './app.js';

/** How many statements the services' reading connection runs meanwhile. */
export const countQueries = (app: TestApp, work: () => Promise<unknown>): Promise<number> =>
  count(app.nest.get<DataSource>(getDataSourceToken()), work);

/** How many statements both connections run. */
export async function countStatements(app: TestApp, work: () => Promise<unknown>): Promise<number> {
  let reads = 0;
  const writes = await count(app.nest.get<DataSource>(WRITER), async () => {
    reads = await countQueries(app, work);
  });
  return reads + writes;
}

async function count(source: DataSource, work: () => Promise<unknown>): Promise<number> {
  const { logger } = source;
  let statements = 0;
  const counting = Object.assign(Object.create(logger) as typeof logger, {
    logQuery: () => {
      statements++;
    },
  });
  Object.assign(source, { logger: counting });
  try {
    await work();
  } finally {
    Object.assign(source, { logger });
  }
  return statements;
}
