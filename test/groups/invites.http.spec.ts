import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { InviteView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, type Person, register } from '../support/people.js';

let app: TestApp;
let owner: Person;
let guest: Person;
beforeAll(async () => {
  app = await startApp();
  [owner, guest] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

describe('invitations over HTTP', () => {
  it('are made, looked at, accepted, listed and revoked', async () => {
    const id = await groupOf(owner, [], { name: 'circle' });
    const made = await owner.post(`/api/groups/${id}/invites`, { expiresInHours: 24, maxUses: 2 }).expect(201);
    const { token, ...invite } = made.body as InviteView;
    expect(invite).toMatchObject({ channelId: id, uses: 0, maxUses: 2, createdById: owner.user.id });
    expect((await guest.post('/api/invites/look', { token }).expect(200)).body).toMatchObject({ id, name: 'circle' });
    expect((await guest.post('/api/invites/accept', { token }).expect(200)).body).toMatchObject({ id, role: 'member' });
    const { items } = (await owner.get(`/api/groups/${id}/invites`).expect(200)).body;
    expect(items).toEqual([{ ...invite, uses: 1 }]);
    await owner.delete(`/api/groups/${id}/invites/${invite.id}`).expect(204);
    const gone = await guest.post('/api/invites/accept', { token });
    expect([gone.status, gone.body.code]).toEqual([404, 'invite_not_found']);
  });

  it.each([
    [{ expiresInHours: 0 }, '/expiresInHours'],
    [{ expiresInHours: 1.5 }, '/expiresInHours'],
    [{ maxUses: 0 }, '/maxUses'],
    [{ maxUses: 10_001 }, '/maxUses'],
  ])('refuse %j', async (body, pointer) => {
    const answer = await owner.post(`/api/groups/${await groupOf(owner)}/invites`, body);
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([400, pointer]);
  });
});
