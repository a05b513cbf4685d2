import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

describe('health', () => {
  it('says that the process lives and that the database answers, to anybody', async () => {
    expect((await request(app.url).get('/health/live').expect(200)).body).toEqual({ status: 'ok' });
    const ready = await request(app.url).get('/health/ready').expect(200);
    expect(ready.body).toMatchObject({ status: 'ok', info: { database: { status: 'up' } } });
  });
});
