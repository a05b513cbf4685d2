import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { LIMITS } from '../../src/contract/limits.js';
import type { Page, SearchHitView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { type Person, register, say } from '../support/people.js';

let app: TestApp;
let person: Person;
let channelId: string;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
  channelId = await aGroup(app, [person]);
});
afterAll(() => app.stop());

const path = (query: Record<string, string>) => `/api/search?${new URLSearchParams(query).toString()}`;
const found = async (query: Record<string, string>) =>
  (await person.get(path(query)).expect(200)).body as Page<SearchHitView>;

describe('GET /api/search', () => {
  it('answers with messages, the newest first, page by page', async () => {
    const sent = [];
    for (const body of ['Найди 1', 'найди 2', 'НАЙДИ 3']) sent.push(await say(person, channelId, body));
    const first = await found({ q: 'найди', channelId, limit: '2' });
    expect(first).toEqual({
      items: [
        { message: sent[2], excerpt: '\u{E000}НАЙДИ\u{E001} 3' },
        { message: sent[1], excerpt: '\u{E000}найди\u{E001} 2' },
      ],
      before: null,
      after: sent[1]!.id,
    });
    const rest = await found({ q: 'найди', channelId, limit: '2', after: first.after! });
    expect(rest).toMatchObject({ items: [{ message: sent[0] }], after: null });
  });

  it.each([
    '',
    '   ',
    '""',
    'a\u0000b',
    'x'.repeat(LIMITS.searchQuery + 1),
    'x' + '\u0345'.repeat(199),
    'a b c d',
    'x'.repeat(LIMITS.searchTerm + 1),
  ])('refuses the query %j, and points at it', async (q) => {
    const { body } = await person.get(path({ q })).expect(400);
    expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/q' }] });
  });

  it.each(['limit=0', 'limit=51', 'after=x', 'channelId=x', 'q=twice', 'other=1'])('refuses %s', async (query) => {
    await person.get(`/api/search?q=x&${query}`).expect(400);
  });

  it('takes the longest query there is, and no query breaks it', async () => {
    await found({ q: Array.from({ length: 5 }, (_, number) => `${number}`.padEnd(39, 'ж')).join(' ') });
    await found({ q: 'ж'.repeat(LIMITS.searchTerm) });
    const signs = [
      '"',
      "'",
      '*',
      '^',
      ':',
      '(',
      ')',
      '-',
      '+',
      '{',
      '}',
      '\\',
      '%',
      '_',
      '?',
      '$1',
      'AND',
      'NEAR',
      ';',
      '\u{E000}',
    ];
    for (const one of signs) for (const other of signs) await found({ q: `${one}${other} ${other}word${one}` });
  }, 60_000);

  it('of one person runs alone: another meanwhile is told to come back, and other people search', async () => {
    const other = await register(app);
    const answers = await Promise.all([person, person, other].map((one) => one.get(path({ q: 'nowhere found' }))));
    // Over HTTP they may also meet one after the other.
    for (const { status } of answers) expect([200, 503]).toContain(status);
    expect(answers[2]!.status).toBe(200);
    await found({ q: 'nowhere found' });
  });

  it('is for people who are signed in', async () => {
    await request(app.url)
      .get(path({ q: 'word' }))
      .expect(401);
  });

  it('tells a stranger the same of a channel that is not theirs and of none', async () => {
    await say(person, channelId, 'strangeword');
    const stranger = await register(app);
    for (const id of [channelId, randomUUID()]) {
      const { status, body } = await stranger.get(path({ q: 'strangeword', channelId: id }));
      expect([status, body]).toEqual([200, { items: [], before: null, after: null }]);
    }
  });
});
