import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LIMITS } from '../../src/contract/limits.js';
import { startApp, type TestApp } from '../support/app.js';
import { countStatements } from '../support/count-queries.js';
import { aGroup } from '../support/factories.js';
import { type Person, register, say } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
});
afterEach(closeSockets);
afterAll(() => app.stop());

describe('sync by socket', () => {
  it('brings what was missed while offline, and then nothing', async () => {
    const id = await aGroup(app, [person]);
    const before = await connect(app, person);
    before.close();
    const missed = [await say(person, id, 'one'), await say(person, id, 'two')];
    const { hello, ask } = await connect(app, person);
    expect(hello.heads[id]).toBe(2);
    const request = { epoch: hello.epoch, positions: before.hello.heads };
    const answer = await ask('sync', request);
    expect(answer).toMatchObject({
      ok: true,
      data: { reset: [], hasMore: false, channels: [{ channelId: id, changes: { to: 2, messages: missed } }] },
    });
    const again = await ask('sync', { ...request, positions: hello.heads });
    expect(again).toMatchObject({ ok: true, data: { channels: [] } });
  });

  it('costs two statements with the handshake where nothing was missed, and three for messages of a channel', async () => {
    const id = await aGroup(app, [person]);
    const before = await connect(app, person);
    before.close();
    const { epoch, heads: positions } = before.hello;
    const comeBack = async () => {
      const { ask } = await connect(app, person);
      return ask('sync', { epoch, positions });
    };
    expect(await countStatements(app, comeBack)).toBe(2);
    for (const body of ['one', 'two', 'three']) await say(person, id, body);
    expect(await countStatements(app, comeBack)).toBe(3);
  });

  it.each([
    ['no epoch', { positions: {} }],
    ['no positions', { epoch: randomUUID() }],
    ['a list of positions', { epoch: randomUUID(), positions: [1] }],
    ['a position that is no number', { epoch: randomUUID(), positions: { [randomUUID()]: 'x' } }],
    ['a negative position', { epoch: randomUUID(), positions: { [randomUUID()]: -1 } }],
    ['a channel that is no id', { epoch: randomUUID(), positions: { x: 1 } }],
    [
      'too many positions',
      {
        epoch: randomUUID(),
        positions: Object.fromEntries(Array.from({ length: LIMITS.syncPositions + 1 }, () => [randomUUID(), 0])),
      },
    ],
  ])('with %s is refused', async (_, request) => {
    const { ask } = await connect(app, person);
    expect(await ask('sync', request)).toMatchObject({ ok: false, error: { code: 'validation_failed' } });
  });
});
