import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LIMITS } from '../../src/contract/limits.js';
import type { SentMessage } from '../../src/contract/views.js';
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

const path = () => `/api/channels/${channelId}/messages`;
const lastSeq = async () => ((await person.get(`/api/channels/${channelId}`)).body as { lastSeq: number }).lastSeq;

describe('messages over HTTP', () => {
  it('are answered with 201 and what was stored; a retry gets the same message', async () => {
    const draft = { clientId: randomUUID(), body: ' Привет, 世界 🎉\r\nсколько лет ' };
    const first = (await person.post(path(), draft).expect(201)).body as SentMessage;
    expect(first).toMatchObject({
      deduplicated: false,
      message: {
        channelId,
        authorId: person.user.id,
        body: 'Привет, 世界 🎉\nсколько лет',
        version: 1,
        deletedAt: null,
      },
    });
    const again = (await person.post(path(), draft).expect(201)).body as SentMessage;
    expect(again).toEqual({ message: first.message, deduplicated: true });
    const other = await person.post(path(), { ...draft, body: 'something else' }).expect(409);
    expect(other.body).toMatchObject({ code: 'client_id_conflict' });
  });

  it('may be as long as the limit, counted in code points', async () => {
    await say(person, channelId, '😀'.repeat(LIMITS.messageBody));
    const tooLong = { clientId: randomUUID(), body: '😀'.repeat(LIMITS.messageBody + 1) };
    await person.post(path(), tooLong).expect(400);
  });

  it.each([
    ['nothing', {}],
    ['an empty text', { body: '' }],
    ['blanks', { body: ' \n ' }],
    ['a NUL', { body: 'a\u0000b' }],
    ['a control character', { body: 'a\u001bb' }],
    ['a lone surrogate', { body: 'a\ud800b' }],
    ['a number', { body: 7 }],
    ['an object', { body: { text: 'x' } }],
    ['an unknown field', { body: 'x', authorId: randomUUID() }],
    ['a clientId that is no UUID', { body: 'x', clientId: 'x' }],
  ])('with %s are refused, and nothing is stored', async (_, wrong) => {
    const before = await lastSeq();
    const answer = await person.post(path(), { clientId: randomUUID(), ...wrong });
    expect([answer.status, answer.type]).toEqual([400, 'application/problem+json']);
    expect(await lastSeq()).toBe(before);
  });

  it.each([
    ['{"body": "x', 400, 'bad_request'],
    ['[]', 400, 'validation_failed'],
    ['"text"', 400, 'bad_request'],
    [`{"body":"${'x'.repeat(10_000_000)}"}`, 413, 'payload_too_large'],
  ])('of broken or huge bodies get a 4xx: %.20s', async (raw, status, code) => {
    const answer = await person.post(path()).set('Content-Type', 'application/json').send(raw).expect(status);
    expect(answer.body).toMatchObject({ code });
  });

  it('sent as anything but JSON are refused', async () => {
    await person.post(path()).set('Content-Type', 'text/plain').send('{"body":"x"}').expect(400);
  });

  it.each(['before=0', 'before=x', 'after=-1', 'before=1&after=1', 'limit=201', 'before=1.5', 'before=1e400'])(
    'refuse the page %s',
    async (query) => {
      await person.get(`${path()}?${query}`).expect(400);
    },
  );
});
