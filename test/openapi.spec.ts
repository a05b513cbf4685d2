import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import request from 'supertest';
import { apiDocument } from '../src/openapi.js';
import { startApp, type TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

describe('the OpenAPI document', () => {
  it('in the repository is the one that the routes make; `npm run openapi` writes it', async () => {
    const written: unknown = JSON.parse(readFileSync('openapi.json', 'utf8'));
    expect(JSON.parse(JSON.stringify(await apiDocument(app.nest)))).toEqual(written);
  });

  it('is served as 3.1, with a page to read it', async () => {
    const { body } = await request(app.url).get('/api/openapi.json').expect(200);
    expect(body).toMatchObject({ openapi: '3.1.0', info: { title: 'Veche' } });
    await request(app.url).get('/api/docs').expect(200);
  });

  it('names every operation once, and says how each one fails', async () => {
    const operations = Object.values((await apiDocument(app.nest)).paths).flatMap((path) =>
      Object.values(path as object),
    );
    const ids = operations.map(({ operationId }: { operationId: string }) => operationId);
    expect(ids.length).toBeGreaterThan(10);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { responses } of operations as { responses: object }[]) expect(responses).toHaveProperty('default');
  });
});
