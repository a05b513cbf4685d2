import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ChannelsService } from '../../src/channels/channels.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { generalOf, type Person, register, say } from '../support/people.js';

let app: TestApp;
let channels: ChannelsService;
let member: Person;
let outsider: Person;
beforeAll(async () => {
  app = await startApp();
  channels = app.nest.get(ChannelsService);
  [member, outsider] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

const nowhere = '00000000-0000-4000-8000-000000000000';

describe('channels', () => {
  it('let members in, and tell others the same as for a channel that does not exist', async () => {
    const id = await aGroup(app, [member]);
    expect(await channels.requireMember(member.user.id, id)).toMatchObject({ channelId: id });
    for (const channel of [id, nowhere]) {
      await expect(channels.requireMember(outsider.user.id, channel)).rejects.toMatchObject({
        code: 'channel_not_found',
        message: 'There is no such channel',
      });
    }
  });

  it('start a new person with nothing unread, and count them in', async () => {
    const general = await generalOf(member);
    await say(member, general.id, 'before anyone came');
    const newcomer = await register(app);
    expect(await generalOf(newcomer)).toMatchObject({ unread: 0, memberCount: general.memberCount + 1 });
    await say(member, general.id, 'hello');
    expect(await generalOf(newcomer)).toMatchObject({ unread: 1 });
    expect(await generalOf(member)).toMatchObject({ unread: 0 });
  });
});
