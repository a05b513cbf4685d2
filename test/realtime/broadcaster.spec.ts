import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, register } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(closeSockets);
afterAll(() => app.stop());

it('a newcomer is told to everyone in the general chat, with the new number of members', async () => {
  const witness = await connect(app, await register(app));
  const newcomer = await register(app, 'newcomer');
  await until(() => witness.frames.length > 0, 'the newcomer is told');
  const general = await generalOf(newcomer);
  expect(witness.frames).toEqual([
    {
      ...{ channelId: general.id, from: general.revision - 1, to: general.revision, messages: [] },
      notices: [expect.objectContaining({ kind: 'joined', actorId: newcomer.user.id, revision: general.revision })],
      members: [expect.objectContaining({ user: newcomer.user, role: 'member', revision: general.revision })],
      channel: expect.objectContaining({ memberCount: general.memberCount }) as unknown,
    },
  ]);
});
