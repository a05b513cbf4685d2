import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
let database: DataSource;
beforeAll(async () => {
  app = await startApp();
  database = app.nest.get(getDataSourceToken());
});
afterAll(() => app.stop());

it('the migrations make exactly the tables that the entities describe', async () => {
  const { upQueries } = await database.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
  expect(database.entityMetadatas.length).toBeGreaterThan(4);
});

it('the general channel is there from the start, once and for ever', async () => {
  const channels = await database.query<{ kind: string }[]>('SELECT "kind" FROM "channel"');
  expect(channels).toEqual([{ kind: 'general' }]);
});
