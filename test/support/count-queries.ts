import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { TestApp } from './app.js';

/** How many statements the services' reading connection runs meanwhile. */
export async function countQueries(app: TestApp, work: () => Promise<unknown>): Promise<number> {
  const source = app.nest.get<DataSource>(getDataSourceToken());
  const { logger } = source;
  let count = 0;
  const counting = Object.assign(Object.create(logger) as typeof logger, {
    logQuery: () => {
      count++;
    },
  });
  Object.assign(source, { logger: counting });
  try {
    await work();
  } finally {
    Object.assign(source, { logger });
  }
  return count;
}
