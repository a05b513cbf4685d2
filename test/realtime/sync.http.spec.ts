import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Changes } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { type Person, register, say } from '../support/people.js';

let app: TestApp;
let person: Person;
let channelId: string;
let epoch: string;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
  channelId = await aGroup(app, [person]);
  epoch = ((await person.get('/api/channels')).body as { epoch: string }).epoch;
});
afterAll(() => app.stop());

const changes = (query: string) => person.get(`/api/channels/${channelId}/changes?${query}`);

describe('changes over HTTP', () => {
  it('are what the socket tells', async () => {
    const message = await say(person, channelId, 'hello');
    const answer = (await changes(`epoch=${epoch}&from=0`).expect(200)).body as Changes;
    expect(answer).toEqual({ channelId, from: 0, to: 1, messages: [message], myLikes: [], hasMore: false });
  });

  it('of another history, or from beyond the head, are a conflict', async () => {
    for (const query of [`epoch=${randomUUID()}&from=0`, `epoch=${epoch}&from=99`]) {
      expect((await changes(query).expect(409)).body).toMatchObject({ code: 'epoch_changed' });
    }
  });

  it.each(['', 'from=0', 'epoch=x&from=0', 'epoch=E', 'epoch=E&from=-1', 'epoch=E&from=x'])(
    'refuse the query %s',
    async (query) => {
      await changes(query.replace('E', epoch)).expect(400);
    },
  );
});
