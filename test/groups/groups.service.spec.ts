import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { GroupsService } from '../../src/groups/groups.service.js';
import { BlocksService } from '../../src/users/blocks.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, groupOf, myChannel, type Person, register, say } from '../support/people.js';

let app: TestApp;
let groups: GroupsService;
let owner: Person;
let member: Person;
beforeAll(async () => {
  app = await startApp();
  groups = app.nest.get(GroupsService);
  [owner, member] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

const create = (more: object = {}) => groups.create(owner.user.id, { name: 'a group', ...more });

describe('a group', () => {
  it('begins with its owner, private, and with the people it was made for', async () => {
    const group = await create({ topic: 'why', userIds: [member.user.id, member.user.id, owner.user.id] });
    expect(group).toMatchObject({ kind: 'group', name: 'a group', topic: 'why', visibility: 'private' });
    expect(group).toMatchObject({ role: 'owner', memberCount: 2, unread: 0, archivedAt: null });
    expect(await myChannel(member, group.id)).toMatchObject({ role: 'member' });
  });

  it('is not made at all when somebody in it does not exist, or cannot be reached', async () => {
    const before = (await owner.get('/api/channels?limit=200')).body.items.length as number;
    await expect(create({ userIds: [randomUUID()] })).rejects.toMatchObject({ code: 'user_not_found' });
    await app.nest.get(BlocksService).set(member.user.id, owner.user.id, true);
    await expect(create({ userIds: [member.user.id] })).rejects.toMatchObject({ code: 'person_unavailable' });
    await app.nest.get(BlocksService).set(member.user.id, owner.user.id, false);
    expect((await owner.get('/api/channels?limit=200')).body.items).toHaveLength(before);
  });

  it('is found by a part of its name while it is public and alive, whatever the case', async () => {
    const group = await create({ name: 'Вече 100% Öl_', visibility: 'public' });
    const found = async (name: string) => (await groups.list(name, undefined, 50)).items.map(({ id }) => id);
    for (const part of ['вече', 'ВЕЧЕ 100%', 'öl_', '']) expect(await found(part)).toContain(group.id);
    for (const part of ['100_', 'l%', '\\']) expect(await found(part)).not.toContain(group.id);
    await groups.change(owner.user.id, group.id, { visibility: 'private' });
    expect(await found('вече')).not.toContain(group.id);
    await groups.change(owner.user.id, group.id, { visibility: 'public', archived: true });
    expect(await found('вече')).not.toContain(group.id);
  });

  it('changes at the next revision, shows a new name, and says nothing when nothing changed', async () => {
    const { id, revision } = await create();
    const renamed = await groups.change(owner.user.id, id, { name: 'another', topic: 'new' });
    expect(renamed).toMatchObject({ name: 'another', topic: 'new', revision: revision + 1 });
    expect(await groups.change(owner.user.id, id, { name: 'another' })).toMatchObject({ revision: revision + 1 });
    const { notices } = (await owner.get(`/api/channels/${id}/messages`)).body;
    expect(notices).toMatchObject([{ kind: 'renamed', text: 'another', actorId: owner.user.id }]);
  });

  it('that is archived can be read, and nothing is said in it until it is not any more', async () => {
    const id = await groupOf(owner, [member]);
    const message = await say(owner, id, 'before');
    await groups.change(owner.user.id, id, { archived: true });
    const refused = async (answer: PromiseLike<{ status: number; body: { code: string } }>) => {
      const { status, body } = await answer;
      expect([status, body.code]).toEqual([409, 'channel_archived']);
    };
    await refused(owner.post(`/api/channels/${id}/messages`, { clientId: randomUUID(), body: 'x' }));
    await refused(owner.patch(`/api/messages/${message.id}`, { body: 'x', version: 1 }));
    await refused(member.put(`/api/messages/${message.id}/likes`, {}));
    await refused(owner.post(`/api/groups/${id}/members`, { userIds: [(await register(app)).user.id] }));
    await member.get(`/api/channels/${id}/messages`).expect(200);
    await owner.delete(`/api/messages/${message.id}`).expect(200);
    await groups.change(owner.user.id, id, { archived: false });
    await say(member, id, 'after');
  });

  it('is what the general channel and direct ones are not', async () => {
    const general = await generalOf(owner);
    await expect(groups.change(owner.user.id, general.id, { name: 'mine' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const answer = await owner.delete(`/api/groups/${general.id}/members/me`);
    expect([answer.status, answer.body.code]).toEqual([403, 'forbidden']);
  });
});
