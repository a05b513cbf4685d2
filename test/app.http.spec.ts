import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { startApp, type TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.stop());

describe('every answer', () => {
  it.each(['/', '/login', '/api/auth/session', '/api/nope', '/assets/nope.js', '/health/live', '/api/docs'])(
    'of %s carries the security headers and a request id',
    async (path) => {
      const { headers } = await request(app.url).get(path).set('Accept', 'text/html');
      expect(headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self';style-src 'self'/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
      });
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers).not.toHaveProperty('x-powered-by');
    },
  );

  it('of a page lets no script be made of text, but for the document of the API, whose page needs it', async () => {
    const policyOf = async (path: string) =>
      (await request(app.url).get(path).set('Accept', 'text/html')).headers['content-security-policy'];
    expect(await policyOf('/')).toMatch(/;require-trusted-types-for 'script';trusted-types veche-worker$/);
    expect(await policyOf('/api/docs')).not.toContain('trusted-types');
  });

  it('under /api stays out of every cache', async () => {
    const { headers } = await request(app.url).get('/api/auth/session');
    expect(headers['cache-control']).toBe('no-store, private');
  });
});

describe('the client', () => {
  it('is served for every page, and never for a missing script, an API route or a program', async () => {
    for (const path of ['/', '/login', '/some/deep/page']) {
      const page = await request(app.url).get(path).set('Accept', 'text/html').expect(200);
      expect(page.text).toContain('<div id="root">');
      expect(page.headers['cache-control']).toBe('no-cache');
      await request(app.url).head(path).set('Accept', 'text/html').expect(200);
    }
    await request(app.url).get('/assets/nope.js').expect(404);
    await request(app.url).get('/api/nope').set('Accept', 'text/html').expect(404);
    await request(app.url).get('/nope').set('Accept', 'application/json').expect(404);
    await request(app.url).post('/login').expect(404);
  });

  it('loads its scripts from here, and may keep them for ever', async () => {
    const page = await request(app.url).get('/').set('Accept', 'text/html');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)![1]!;
    const { headers } = await request(app.url).get(script).expect(200);
    expect(headers['cache-control']).toContain('immutable');
    expect(page.text).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  it('sends its scripts and styles as small as the browser can read them', async () => {
    const page = await request(app.url).get('/').set('Accept', 'text/html');
    const files = [...page.text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, file]) => file!);
    expect(files.length).toBeGreaterThan(2);
    for (const file of files) {
      const plain = await fetch(app.url + file, { headers: { 'accept-encoding': 'identity' } });
      const text = await plain.text();
      expect(plain.headers.get('content-encoding')).toBeNull();
      for (const way of ['br', 'gzip']) {
        const answer = await fetch(app.url + file, { headers: { 'accept-encoding': way } });
        const about = ['content-encoding', 'vary', 'content-type', 'cache-control'].map((name) =>
          answer.headers.get(name),
        );
        const type = plain.headers.get('content-type')!.replace('utf-8', 'UTF-8');
        expect(about).toEqual([way, 'Accept-Encoding', type, 'public, max-age=31536000, immutable']);
        expect(Number(answer.headers.get('content-length'))).toBeLessThan(text.length);
        expect(await answer.text()).toBe(text);
      }
    }
  });

  it.each(['/../package.json', '/%2e%2e/package.json', '/..%2fpackage.json', '/.env', '/assets/../../package.json'])(
    'does not give away %s',
    async (path) => {
      const answer = await fetch(app.url + path, { headers: { accept: 'application/json' } });
      expect(answer.status).toBeGreaterThanOrEqual(400);
    },
  );
});

describe('an error', () => {
  it('is a problem with the id of its request', async () => {
    const answer = await request(app.url).get('/api/nope').expect(404);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ code: 'not_found', status: 404, requestId: answer.headers['x-request-id'] });
  });

  it.each([
    ['a range that is not there', { Range: 'bytes=999999999-' }],
    ['a condition that does not hold', { 'If-Match': '"nothing"' }],
  ])('for %s of a file is a 4xx', async (_, headers) => {
    const answer = await request(app.url).get('/favicon.svg').set(headers);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });

  it.each([
    ['deep', '['.repeat(50_000) + ']'.repeat(50_000)],
    ['wide', `{${Array.from({ length: 9_000 }, (_, index) => `"k${index}":1`).join()}}`],
  ])('for a body that is too %s is a 4xx', async (_, raw) => {
    const body = `{"username":"x","password":${raw}}`;
    const answer = await request(app.url).post('/api/auth/login').set('Content-Type', 'application/json').send(body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'validation_failed' });
  });

  it.each([
    ['broken percent signs', '/api/users/%E0%A4%A'],
    ['a NUL', '/api/users/%00'],
    ['a very long address', `/api/users/${'x'.repeat(10_000)}`],
  ])('for %s is a 4xx', async (_, path) => {
    const answer = await fetch(app.url + path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});
