import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MemberView, MessageView } from '../../src/contract/views.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { ErasureService } from '../../src/erasure/erasure.service.js';
import { User } from '../../src/users/user.entity.js';
import { startApp, type TestApp } from '../support/app.js';
import { directOf, generalOf, groupOf, myChannel, PASSWORD, type Person, register, say } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';
import { show, text } from '../support/uploads.js';

let app: TestApp;
let erasure: ErasureService;
let witness: Person;
beforeAll(async () => {
  app = await startApp();
  erasure = app.nest.get(ErasureService);
  witness = await register(app);
});
afterEach(closeSockets);
afterAll(() => app.stop());

async function deleteAccount(person: Person, messages: 'keep' | 'erase'): Promise<void> {
  await person.post('/api/users/me/deletion', { password: PASSWORD, messages }).expect(204);
  await erasure.sweep();
}

const messageOf = async (id: string) => (await witness.get(`/api/messages/${id}`).expect(200)).body as MessageView;

async function rolesIn(channelId: string): Promise<Record<string, string>> {
  const { items } = (await witness.get(`/api/channels/${channelId}/members`).expect(200)).body as {
    items: MemberView[];
  };
  return Object.fromEntries(items.map(({ user, role }) => [user.id, role]));
}

describe('what a person said', () => {
  it('stays where they wish so, by somebody who has no name any more', async () => {
    const person = await register(app);
    const { id } = await say(person, (await generalOf(person)).id, 'stays');
    await deleteAccount(person, 'keep');
    expect(await messageOf(id)).toMatchObject({ body: 'stays', authorId: person.user.id, deletedAt: null });
  });

  it('becomes tombstones everywhere where they wish so, more than one page of it, and others see it live', async () => {
    const person = await register(app);
    const channelId = await groupOf(witness, [person]);
    const directId = await directOf(person, witness);
    const others = await say(witness, channelId, 'not theirs');
    const said: MessageView[] = [await say(person, directId, 'in a direct channel')];
    for (let number = 0; number < 55; number++) said.push(await say(person, channelId, `a message ${number}`));
    const shown = await show(person, channelId, [text('a file')], 'with a file');
    await witness.put(`/api/messages/${shown.id}/likes`, {}).expect(200);
    const { frames } = await connect(app, witness);
    await deleteAccount(person, 'erase');

    for (const { id } of [...said, shown]) {
      expect(await messageOf(id)).toMatchObject({ body: '', uploads: [], likes: [], deletedAt: expect.any(String) });
    }
    await witness.get(shown.uploads[0]!.url).expect(404);
    expect((await messageOf(others.id)).body).toBe('not theirs');
    const erased = () => frames.flatMap(({ messages }) => messages.filter(({ deletedAt }) => deletedAt !== null));
    await until(() => erased().length === said.length + 1, 'all of it is told');
  });

  it('to themselves is erased anyway', async () => {
    const person = await register(app);
    await say(person, await directOf(person, person), 'a note');
    await deleteAccount(person, 'keep');
    const rows = await app.nest
      .get(WriteQueue)
      .run(({ manager }) => manager.query(`SELECT "body" FROM "message" WHERE "body" = 'a note'`));
    expect(rows).toEqual([]);
  });

  it('is erased by a later sweep when the server stopped before', async () => {
    const person = await register(app);
    const { id } = await say(person, (await generalOf(person)).id, 'almost gone');
    const left = { deactivatedAt: 1, deletedAt: 1, erasing: 'messages' as const };
    await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: person.user.id }, left));
    await erasure.sweep();
    expect((await messageOf(id)).body).toBe('');
  });
});

describe('a group of a deleted account', () => {
  it('passes to the moderator who is in it longest, else to the member who is', async () => {
    const person = await register(app);
    const younger = await register(app);
    const ruled = await groupOf(person, [witness, younger]);
    await person.patch(`/api/groups/${ruled}/members/${younger.user.id}`, { role: 'moderator' }).expect(204);
    const plain = await groupOf(person, [witness]);
    await deleteAccount(person, 'keep');
    expect(await rolesIn(plain)).toEqual({ [witness.user.id]: 'owner' });
    expect(await rolesIn(ruled)).toEqual({ [witness.user.id]: 'member', [younger.user.id]: 'owner' });
  });
});

it('nobody writes to a deleted account any more; what was said can be read', async () => {
  const person = await register(app);
  const channelId = await directOf(person, witness);
  const { id } = await say(person, channelId, 'farewell');
  await deleteAccount(person, 'keep');
  const draft = { clientId: id, body: 'are you there?' };
  const refused = await witness.post(`/api/channels/${channelId}/messages`, draft).expect(403);
  expect(refused.body).toMatchObject({ code: 'person_unavailable' });
  expect((await messageOf(id)).body).toBe('farewell');
  expect(await myChannel(witness, channelId)).toMatchObject({ memberCount: 1 });
});

it('likes that a deleted account gave to people are taken back', async () => {
  const person = await register(app);
  await person.put(`/api/users/${witness.user.id}/like`).expect(200);
  await deleteAccount(person, 'keep');
  expect((await witness.get('/api/users/me')).body).toMatchObject({ likes: 0 });
});
