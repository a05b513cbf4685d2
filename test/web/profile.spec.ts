// What people and groups look like.
import { describe, expect, it } from '@jest/globals';
import type { Changes } from '../../src/contract/views.js';
import { GENERAL, GROUP, person } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

const crop = { x: 7, y: 0, width: 10, height: 10 };
const picture = new Blob(['picture']);

/** Frames wait in this list until the test tells them. */
async function holdingFrames(): Promise<{ site: Site; frames: Changes[] }> {
  const site = await new Site().wired();
  const frames: Changes[] = [];
  site.server.onFrame = (frame) => frames.push(frame);
  return { site, frames };
}

describe('my profile', () => {
  it('shows a change at once, and the frame of it changes nothing more', async () => {
    const { site, frames } = await holdingFrames();
    expect(await site.client.profile.change({ displayName: 'Me', status: 'busy' }, 1)).toBeNull();
    const changed = { displayName: 'Me', status: 'busy', version: 2 };
    expect(site.state.me).toMatchObject(changed);
    expect(site.state.users['me']).toEqual(site.state.me);
    const before = site.state;
    for (const frame of frames) site.socket!.changes(frame);
    expect(site.state).toMatchObject({ me: before.me, users: before.users });
    expect(site.channel.revision).toBe(1);
  });

  it('that was changed on another device meanwhile is not overwritten', async () => {
    const site = await new Site().wired();
    site.look({ bio: 'from the phone' });
    expect(site.state.me).toMatchObject({ bio: 'from the phone', version: 2 });
    expect(site.state.users['me']).toEqual(site.state.me);
    expect(await site.client.profile.change({ bio: 'from here' }, 1)).toMatchObject({ code: 'version_conflict' });
    expect(site.state.me).toMatchObject({ bio: 'from the phone' });
  });

  it('does not go back to what an older frame or answer has', async () => {
    const { site, frames } = await holdingFrames();
    site.look({ bio: 'first' });
    expect(await site.client.profile.change({ bio: 'second' }, 2)).toBeNull();
    const [first, second] = frames;
    site.socket!.changes(first!);
    expect(site.state.me).toMatchObject({ bio: 'second' });
    expect(site.state.users['me']).toMatchObject({ bio: 'second' });
    site.socket!.changes(second!);
    expect(site.state.me).toMatchObject({ bio: 'second' });
  });

  it('has a picture as soon as it is set, and none when it is removed', async () => {
    const { site } = await holdingFrames();
    expect(await site.client.profile.setAvatar(picture, crop)).toBeNull();
    expect(site.state.me?.avatarUrl).toBe('/picture/7/7');
    expect(site.state.users['me']?.avatarUrl).toBe('/picture/7/7');
    expect(await site.client.profile.removeAvatar()).toBeNull();
    expect(site.state.me?.avatarUrl).toBeNull();
  });
});

describe('people', () => {
  it('look as before a restore, when that is what the server tells then', async () => {
    const site = await new Site().ready();
    site.server.say('hello', 'ann');
    site.server.general.looks({ ...person('ann'), bio: 'new', version: 5 });
    site.socket!.lost(false);
    await site.greet({ ...person('me'), version: 3, bio: 'new' });
    expect(site.state.users['ann']).toMatchObject({ bio: 'new' });
    site.server.restore(0);
    site.socket!.lost(false);
    await site.greet({ ...person('me'), version: 2, bio: 'old' });
    await settle();
    expect(site.state.epoch).toBe("epoch-1'");
    expect(site.state.me).toMatchObject({ bio: 'old' });
    expect(site.state.users['me']).toEqual(site.state.me);
    const user = { ...person('ann'), bio: 'old', version: 4 };
    const member = { channelId: GENERAL, user, role: 'member', joinedAt: '', leftAt: null } as const;
    const at = site.channel.revision;
    const row = { ...member, revision: at + 1 };
    site.socket!.changes({ channelId: GENERAL, from: at, to: at + 1, messages: [], members: [row] });
    expect(site.state.users['ann']).toMatchObject({ bio: 'old' });
  });
});

describe('the picture of a group', () => {
  it('shows at once, and the frame of it changes nothing more', async () => {
    const { site, frames } = await holdingFrames();
    await site.client.groups.join(GROUP);
    for (const frame of frames.splice(0)) site.socket!.changes(frame);
    expect(await site.client.groups.setAvatar(GROUP, picture, crop)).toBeNull();
    const before = site.state.channels[GROUP]!.view;
    expect(before.avatarUrl).toBe('/picture/7/7');
    for (const frame of frames) site.socket!.changes(frame);
    expect(site.state.channels[GROUP]!.view).toEqual(before);
    expect(await site.client.groups.removeAvatar(GROUP)).toBeNull();
    expect(site.state.channels[GROUP]!.view.avatarUrl).toBeNull();
  });

  it('does not go back to what an older frame has, and messages before it keep coming', async () => {
    const { site, frames } = await holdingFrames();
    await site.client.groups.join(GROUP);
    site.server.send('me', { clientId: 'c', body: 'hello', channelId: GROUP });
    site.server.group.rename('renamed');
    expect(await site.client.groups.setAvatar(GROUP, picture, crop)).toBeNull();
    const shown = (): unknown => site.state.channels[GROUP]!.view.avatarUrl;
    for (const frame of frames) {
      site.socket!.changes(frame);
      expect(shown()).toBe('/picture/7/7');
    }
    expect(site.state.channels[GROUP]!.view).toEqual(site.server.channel(GROUP));
    expect(site.state.channels[GROUP]!.rows.map(({ body }) => body)).toEqual([]);
  });
});
