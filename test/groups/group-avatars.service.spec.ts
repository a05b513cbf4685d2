import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GroupAvatarsService } from '../../src/groups/group-avatars.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { removeSlowly } from '../support/factories.js';
import { groupOf, myChannel, type Person, register } from '../support/people.js';
import { tidy } from '../support/stored-files.js';
import { attach, picture } from '../support/uploads.js';

let app: TestApp;
let owner: Person;
let moderator: Person;
beforeAll(async () => {
  app = await startApp();
  [owner, moderator] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

const hang = async (person: Person, id: string) =>
  attach(person.put(`/api/groups/${id}/avatar`), await picture('png', 20, 10));

describe("a group's picture", () => {
  it('is not hung by a moderator who is removed while it is worked on, and leaves nothing behind', async () => {
    const id = await groupOf(owner, [moderator]);
    await owner.patch(`/api/groups/${id}/members/${moderator.user.id}`, { role: 'moderator' }).expect(204);
    const [answer] = await Promise.all([hang(moderator, id), removeSlowly(app, id, moderator)]);
    expect(answer.status).toBe(404);
    expect(await myChannel(owner, id)).toMatchObject({ avatarUrl: null });
    const { hashes, named } = await tidy(app);
    expect([hashes, named]).toEqual([[], []]);
  });

  it('that is not there is removed without a change', async () => {
    const id = await groupOf(owner);
    const before = await myChannel(owner, id);
    const removed = await app.nest.get(GroupAvatarsService).remove(owner.user.id, id);
    expect(removed).toMatchObject({ revision: before.revision, avatarUrl: null });
  });
});
