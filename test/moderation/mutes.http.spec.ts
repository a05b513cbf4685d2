import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, generalOf, type Person, register, say } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let admin: Person;
let loud: Person;
beforeAll(async () => {
  app = await startApp();
  [admin, loud] = [await anAdministrator(app), await register(app)];
});
afterEach(closeSockets);
afterAll(() => app.stop());

const path = () => `/api/users/${loud.user.id}/mute`;

it.each([{}, { hours: 1 }, { reason: 'loud' }, ...[0, 1.5, -1, 1e9, '1'].map((hours) => ({ hours, reason: 'loud' }))])(
  'a mute with %j is not valid, and mutes nobody',
  async (body) => {
    expect((await admin.put(path(), body).expect(400)).body).toMatchObject({ code: 'validation_failed' });
    await say(loud, (await generalOf(loud)).id, 'still here');
  },
);

it('a mute is set and taken back, by those who moderate alone', async () => {
  await loud.put(path(), { hours: 1, reason: 'myself' }).expect(403);
  await admin.put(path(), { hours: 1, reason: 'loud' }).expect(204);
  const { id } = await generalOf(loud);
  const draft = { clientId: crypto.randomUUID(), body: 'hello?' };
  await loud.post(`/api/channels/${id}/messages`, draft).expect(403);
  await loud.delete(path()).expect(403);
  await admin.delete(path()).expect(204);
  await loud.post(`/api/channels/${id}/messages`, draft).expect(201);
});

it('a mute and its end are told to the devices of whom it is about, and to nobody else', async () => {
  const [hers, actor, witness] = [
    await connect(app, loud),
    await connect(app, admin),
    await connect(app, await register(app)),
  ];
  expect(hers.hello.mute).toBeNull();
  await admin.put(path(), { hours: 1, reason: 'too loud' }).expect(204);
  const mute = { until: expect.stringMatching(/Z$/), reason: 'too loud' };
  await until(() => hers.mine.some((changes) => changes.mute), 'the mute is told');
  expect((await connect(app, loud)).hello.mute).toEqual(mute);
  await admin.delete(path()).expect(204);
  await until(() => hers.mine.some((changes) => changes.mute === null), 'its end is told');
  expect(hers.mine).toEqual([{ mute }, { mute: null }]);
  expect([...actor.mine, ...witness.mine]).toEqual([]);
  expect(JSON.stringify([...actor.frames, ...witness.frames])).not.toContain('too loud');
  expect((await connect(app, loud)).hello.mute).toBeNull();
});
