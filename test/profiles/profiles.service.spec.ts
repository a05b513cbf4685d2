import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ProfilesService } from '../../src/profiles/profiles.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';

let app: TestApp;
let profiles: ProfilesService;
let ann: Person;
beforeAll(async () => {
  app = await startApp();
  profiles = app.nest.get(ProfilesService);
  ann = await register(app, 'ann');
});
afterAll(() => app.stop());

const seen = async () => (await ann.get('/api/users/me').expect(200)).body as object;

describe('a profile', () => {
  it('keeps what is not changed', async () => {
    const named = await profiles.change(ann.user.id, { displayName: 'Ann Lee' }, 1);
    expect(named).toEqual({ ...ann.user, displayName: 'Ann Lee', version: 2 });
    const busy = await profiles.change(ann.user.id, { status: 'in a meeting' }, 2);
    expect(busy).toEqual({ ...named, status: 'in a meeting', version: 3 });
    expect(await seen()).toEqual(busy);
  });

  it('that was changed meanwhile is not overwritten unseen', async () => {
    const { version } = (await seen()) as { version: number };
    const bios = ['one', 'two', 'three'].map((bio) => profiles.change(ann.user.id, { bio }, version));
    const outcomes = await Promise.allSettled(bios);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'version_conflict' });
  });

  it('asked to be what it is already changes nothing, whatever version was seen', async () => {
    const before = (await seen()) as { bio: string; version: number };
    expect(await profiles.change(ann.user.id, { bio: before.bio }, before.version - 1)).toEqual(before);
    expect(await profiles.change(ann.user.id, {}, 1)).toEqual(before);
  });

  it('without a picture has none to remove', async () => {
    const before = await seen();
    expect(await profiles.removeAvatar(ann.user.id)).toEqual(before);
  });
});
