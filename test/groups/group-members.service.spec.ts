import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { MemberRole, MemberView } from '../../src/contract/views.js';
import { GroupMembersService } from '../../src/groups/group-members.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { anAdministrator, groupOf, login, myChannel, type Person, register } from '../support/people.js';

let app: TestApp;
let members: GroupMembersService;
let people: Person[];
beforeAll(async () => {
  app = await startApp();
  members = app.nest.get(GroupMembersService);
  people = [];
  for (let number = 0; number < 4; number++) people.push(await register(app));
});
afterAll(() => app.stop());

const idOf = (number: number) => people[number]!.user.id;

/** A group of the first `count` people, the first of them its owner. */
const aGroupOf = (count: number, more: object = {}) => groupOf(people[0]!, people.slice(1, count), more);

async function rolesIn(id: string, seenBy: number): Promise<Record<number, MemberRole>> {
  const { items } = (await people[seenBy]!.get(`/api/channels/${id}/members`).expect(200)).body as {
    items: MemberView[];
  };
  return Object.fromEntries(items.map(({ user, role }) => [people.findIndex((one) => one.user.id === user.id), role]));
}

describe('a public group', () => {
  it('is joined by anyone, once', async () => {
    const id = await aGroupOf(1, { visibility: 'public' });
    await Promise.all(Array.from({ length: 10 }, () => members.join(idOf(1), id)));
    expect(await myChannel(people[1]!, id)).toMatchObject({ memberCount: 2, role: 'member', unread: 0 });
  });

  it('that is private now is not there for outsiders, and stays as it is for members', async () => {
    const id = await aGroupOf(2);
    for (const channelId of [id, randomUUID()]) {
      await expect(members.join(idOf(2), channelId)).rejects.toMatchObject({ code: 'channel_not_found' });
    }
    expect(await members.join(idOf(1), id)).toMatchObject({ memberCount: 2 });
  });
});

describe('roles', () => {
  it('are given by the owner, and taken', async () => {
    const id = await aGroupOf(3);
    await members.setMemberRole(idOf(0), id, idOf(1), 'moderator');
    expect(await rolesIn(id, 0)).toEqual({ 0: 'owner', 1: 'moderator', 2: 'member' });
    await expect(members.setMemberRole(idOf(1), id, idOf(2), 'moderator')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(members.setMemberRole(idOf(0), id, idOf(0), 'member')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(members.setMemberRole(idOf(0), id, idOf(3), 'member')).rejects.toMatchObject({
      code: 'member_not_found',
    });
  });

  it('decide who removes whom', async () => {
    const id = await aGroupOf(4);
    await members.setMemberRole(idOf(0), id, idOf(1), 'moderator');
    await members.setMemberRole(idOf(0), id, idOf(2), 'moderator');
    for (const other of [0, 1, 2]) {
      await expect(members.remove(idOf(1), id, idOf(other))).rejects.toMatchObject({ code: 'forbidden' });
    }
    await members.remove(idOf(1), id, idOf(3));
    await members.remove(idOf(0), id, idOf(2));
    expect(await rolesIn(id, 0)).toEqual({ 0: 'owner', 1: 'moderator' });
  });
});

describe('the owner', () => {
  it('hands over, and is a moderator then', async () => {
    const id = await aGroupOf(2);
    await members.handOver(idOf(0), id, idOf(1));
    expect(await rolesIn(id, 0)).toEqual({ 0: 'moderator', 1: 'owner' });
    await expect(members.handOver(idOf(0), id, idOf(0))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('who leaves is followed by the oldest moderator, then by the oldest member', async () => {
    const id = await aGroupOf(4);
    await members.setMemberRole(idOf(0), id, idOf(3), 'moderator');
    await members.leave(idOf(0), id);
    expect(await rolesIn(id, 1)).toEqual({ 1: 'member', 2: 'member', 3: 'owner' });
    await members.leave(idOf(3), id);
    expect((await rolesIn(id, 1))[1]).toBe('owner');
  });

  it('is never followed by a deactivated account while there is another', async () => {
    const id = await aGroupOf(3);
    await members.setMemberRole(idOf(0), id, idOf(1), 'moderator');
    const admin = await anAdministrator(app);
    await admin.put(`/api/users/${idOf(1)}/active`, { active: false }).expect(200);
    await members.leave(idOf(0), id);
    expect((await rolesIn(id, 2))[2]).toBe('owner');
    await admin.put(`/api/users/${idOf(1)}/active`, { active: true }).expect(200);
    people[1] = await login(app, people[1]!.user.username);
  });

  it('who is the last one leaves an archived group', async () => {
    const id = await aGroupOf(1, { visibility: 'public' });
    await members.leave(idOf(0), id);
    await expect(members.join(idOf(0), id)).rejects.toMatchObject({ code: 'channel_archived' });
  });

  it('is one, though the owner leaves while handing over to someone who leaves', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await aGroupOf(4);
      const outcomes = await Promise.allSettled([
        members.handOver(idOf(0), id, idOf(1)),
        members.leave(idOf(0), id),
        members.leave(idOf(1), id),
        members.handOver(idOf(0), id, idOf(2)),
      ]);
      expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
      const roles = Object.values(await rolesIn(id, 3));
      expect(roles.filter((role) => role === 'owner')).toHaveLength(1);
    }
  });
});
