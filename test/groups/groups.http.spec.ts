import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../src/contract/limits.js';
import type { GroupView, MyChannelView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, myChannel, type Person, register } from '../support/people.js';

let app: TestApp;
let owner: Person;
let member: Person;
beforeAll(async () => {
  app = await startApp();
  [owner, member] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

describe('groups over HTTP', () => {
  it('are made, found, joined, run, handed over and left', async () => {
    const made = await owner.post('/api/groups', { name: 'chess', topic: 'e4', visibility: 'public' }).expect(201);
    const { id } = made.body as MyChannelView;
    const found = (await member.get('/api/groups?name=CHE').expect(200)).body.items as GroupView[];
    expect(found).toMatchObject([{ id, name: 'chess', topic: 'e4', memberCount: 1 }]);
    expect(found[0]).not.toHaveProperty('lastSeq');
    await member.put(`/api/groups/${id}/members/me`).expect(200);
    await owner.patch(`/api/groups/${id}/members/${member.user.id}`, { role: 'moderator' }).expect(204);
    await member.patch(`/api/groups/${id}`, { topic: 'e5' }).expect(200);
    await member.patch(`/api/groups/${id}`, { archived: true }).expect(403);
    await owner.put(`/api/groups/${id}/owner`, { userId: member.user.id }).expect(204);
    await owner.delete(`/api/groups/${id}/members/me`).expect(204);
    expect(await myChannel(member, id)).toMatchObject({ role: 'owner', memberCount: 1, topic: 'e5' });
    await owner.get(`/api/channels/${id}`).expect(404);
  });

  it.each([
    [{}, '/name'],
    [{ name: ' ' }, '/name'],
    [{ name: 'x'.repeat(65) }, '/name'],
    [{ name: 'a\u{202E}b' }, '/name'],
    [{ name: 'x', topic: 'x'.repeat(501) }, '/topic'],
    [{ name: 'x', visibility: 'secret' }, '/visibility'],
    [{ name: 'x', userIds: ['x'] }, '/userIds'],
    [{ name: 'x', userIds: Array.from({ length: 101 }, () => crypto.randomUUID()) }, '/userIds'],
    [{ name: 'x', owner: 'me' }, '/owner'],
  ])('refuse %j', async (body, pointer) => {
    const answer = await owner.post('/api/groups', body);
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });

  it('let nobody become owner or give a role that there is not', async () => {
    const id = await groupOf(owner, [member]);
    for (const role of ['owner', 'admin', '', null]) {
      await owner.patch(`/api/groups/${id}/members/${member.user.id}`, { role }).expect(400);
    }
    expect(LIMITS.membersAtOnce).toBe(100);
    await owner.post(`/api/groups/${id}/members`, { userIds: [] }).expect(400);
  });
});
