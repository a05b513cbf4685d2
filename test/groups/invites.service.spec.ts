import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../src/common/clock.js';
import { InvitesService } from '../../src/groups/invites.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, myChannel, type Person, register } from '../support/people.js';

let app: TestApp;
let invites: InvitesService;
let owner: Person;
let guest: Person;
beforeAll(async () => {
  app = await startApp();
  invites = app.nest.get(InvitesService);
  [owner, guest] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

const invite = async (id: string, more: object = {}) => (await invites.create(owner.user.id, id, more)).token!;
const notFound = { code: 'invite_not_found' };

describe('an invitation', () => {
  it('shows the group, and lets a person in', async () => {
    const id = await groupOf(owner, [], { name: 'secret circle' });
    const token = await invite(id);
    expect(await invites.look(token)).toMatchObject({ id, name: 'secret circle', memberCount: 1 });
    expect(await invites.accept(guest.user.id, token)).toMatchObject({ id, role: 'member', memberCount: 2 });
  });

  it('is shown once, and kept nowhere', async () => {
    const id = await groupOf(owner);
    const token = await invite(id);
    const { items } = await invites.list(owner.user.id, id, undefined, 50);
    expect(items).toHaveLength(1);
    expect(JSON.stringify(items)).not.toContain(token);
  });

  it('for one use lets in one of fifty who come at once', async () => {
    const id = await groupOf(owner);
    const token = await invite(id, { maxUses: 1 });
    const people = await Promise.all(Array.from({ length: 10 }, () => register(app)));
    const tries = Array.from({ length: 50 }, (_, number) => invites.accept(people[number % 10]!.user.id, token));
    const outcomes = await Promise.allSettled(tries);
    const winners = outcomes.flatMap((outcome, number) => (outcome.status === 'fulfilled' ? [number % 10] : []));
    expect(new Set(winners).size).toBe(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(notFound);
    expect(await myChannel(owner, id)).toMatchObject({ memberCount: 2 });
    expect((await invites.list(owner.user.id, id, undefined, 50)).items[0]).toMatchObject({ uses: 1 });
  });

  it('is not used up by somebody who is in the group', async () => {
    const id = await groupOf(owner, [guest]);
    const token = await invite(id, { maxUses: 1 });
    await invites.accept(guest.user.id, token);
    expect(await invites.look(token)).toMatchObject({ memberCount: 2 });
  });

  it('that is unknown, over, revoked, or leads into an archived group is not there', async () => {
    const id = await groupOf(owner);
    const [over, revoked, archived] = [await invite(id, { expiresInHours: 1 }), await invite(id), await invite(id)];
    const { items } = await invites.list(owner.user.id, id, undefined, 50);
    await invites.revoke(owner.user.id, id, items[1]!.id);
    const clock = jest.spyOn(app.nest.get(Clock), 'now').mockReturnValue(Date.now() + 3_600_001);
    for (const token of [over, revoked, 'nonsense']) {
      await expect(invites.look(token)).rejects.toMatchObject(notFound);
      await expect(invites.accept(guest.user.id, token)).rejects.toMatchObject(notFound);
    }
    clock.mockRestore();
    await owner.patch(`/api/groups/${id}`, { archived: true }).expect(200);
    await expect(invites.accept(guest.user.id, archived)).rejects.toMatchObject(notFound);
  });

  it('is made, listed and revoked by those who run the group', async () => {
    const id = await groupOf(owner, [guest]);
    await invite(id);
    const { items } = await invites.list(owner.user.id, id, undefined, 50);
    const me = guest.user.id;
    await expect(invites.create(me, id, {})).rejects.toMatchObject({ code: 'forbidden' });
    await expect(invites.list(me, id, undefined, 50)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(invites.revoke(me, id, items[0]!.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(invites.revoke(owner.user.id, id, randomUUID())).rejects.toMatchObject(notFound);
    const elsewhere = await groupOf(owner);
    await expect(invites.revoke(owner.user.id, elsewhere, items[0]!.id)).rejects.toMatchObject(notFound);
  });
});
