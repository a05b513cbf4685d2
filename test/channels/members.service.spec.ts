import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChannelsService } from '../../src/channels/channels.service.js';
import { MembersService } from '../../src/channels/members.service.js';
import type { MessagesPage } from '../../src/contract/views.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { UsersService } from '../../src/users/users.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, groupOf, myChannel, type Person, register, say } from '../support/people.js';

let app: TestApp;
let ann: Person;
let bob: Person;
beforeAll(async () => {
  app = await startApp();
  [ann, bob] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

const historyOf = async (person: Person, id: string) =>
  (await person.get(`/api/channels/${id}/messages`).expect(200)).body as MessagesPage;

describe('members', () => {
  it('who come back are members anew: nothing unread, no old role, and one row', async () => {
    const id = await groupOf(ann, [bob]);
    await ann.patch(`/api/groups/${id}/members/${bob.user.id}`, { role: 'moderator' }).expect(204);
    await ann.delete(`/api/groups/${id}/members/${bob.user.id}`).expect(204);
    await say(ann, id, 'while bob is away');
    await ann.post(`/api/groups/${id}/members`, { userIds: [bob.user.id] }).expect(204);
    expect(await myChannel(bob, id)).toMatchObject({ role: 'member', unread: 0, readSeq: 1, memberCount: 2 });
    const { items } = (await ann.get(`/api/channels/${id}/members`)).body as { items: unknown[] };
    expect(items).toHaveLength(2);
  });

  it('who come and go show in the channel, between the messages they came and went between', async () => {
    const id = await groupOf(ann, [bob]);
    await say(ann, id, 'one');
    await bob.delete(`/api/groups/${id}/members/me`).expect(204);
    await say(ann, id, 'two');
    const { notices } = await historyOf(ann, id);
    expect(notices.map(({ kind, seq, actorId, userId }) => ({ kind, seq, actorId, userId }))).toEqual([
      { kind: 'added', seq: 0, actorId: ann.user.id, userId: bob.user.id },
      { kind: 'left', seq: 1, actorId: bob.user.id, userId: null },
    ]);
  });

  it('are counted right, whatever happens at once', async () => {
    const id = await groupOf(ann);
    const people = await Promise.all(Array.from({ length: 5 }, () => register(app)));
    await Promise.all(people.map(({ user }) => ann.post(`/api/groups/${id}/members`, { userIds: [user.id] })));
    await Promise.all(people.slice(0, 3).map((person) => person.delete(`/api/groups/${id}/members/me`)));
    expect((await myChannel(ann, id)).memberCount).toBe(3);
  });

  it('of the general channel are the list of all people: a change of a person is a change of it', async () => {
    const general = await generalOf(ann);
    const user = await app.nest.get(UsersService).get(bob.user.id);
    await app.nest.get(WriteQueue).run((tx) => app.nest.get(MembersService).tellOfPerson(tx, user));
    const changed = await app.nest.get(ChannelsService).membersChanged(general.id, general.revision, 1e9, 10);
    expect(changed.map((member) => member.user.id)).toEqual([bob.user.id]);
  });
});
