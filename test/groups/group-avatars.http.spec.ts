import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChannelView } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, groupOf, myChannel, type Person, register } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { attach, picture } from '../support/uploads.js';

let app: TestApp;
let owner: Person;
let member: Person;
let outsider: Person;
beforeAll(async () => {
  app = await startApp();
  [owner, member, outsider] = [await register(app), await register(app), await register(app)];
});
afterAll(async () => {
  closeSockets();
  await app.stop();
});

const hang = async (person: Person, id: string, query = '') =>
  attach(person.put(`/api/groups/${id}/avatar${query}`), await picture('png', 20, 10));
const hung = async (id: string) => (await (await hang(owner, id)).body) as ChannelView;

describe("a group's picture", () => {
  it('is seen by its members at once, and by nobody else', async () => {
    const id = await groupOf(owner, [member]);
    const { frames } = await connect(app, member);
    const channel = await hung(id);
    expect(channel.avatarUrl).toMatch(new RegExp(`^/api/groups/${id}/avatar/`));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(frames).toMatchObject([{ channelId: id, channel, messages: [] }]);
    expect(frames[0]!.notices).toBeUndefined();
    expect(await myChannel(member, id)).toMatchObject({ avatarUrl: channel.avatarUrl });
    await member.get(channel.avatarUrl!).expect(200).expect('Content-Type', 'image/webp');
    expect((await outsider.get(channel.avatarUrl!).expect(404)).body).toMatchObject({ code: 'channel_not_found' });
    await member.delete(`/api/groups/${id}/members/me`).expect(204);
    await member.get(channel.avatarUrl!).expect(404);
  });

  it('is seen by everybody where everybody may come in', async () => {
    const channel = await hung(await groupOf(owner, [], { visibility: 'public' }));
    await outsider.get(`${channel.avatarUrl!}?size=48`).expect(200);
  });

  it('is taken away by who runs the group', async () => {
    const id = await groupOf(owner, [member]);
    const { avatarUrl } = await hung(id);
    await member.delete(`/api/groups/${id}/avatar`).expect(403);
    expect((await owner.delete(`/api/groups/${id}/avatar`).expect(200)).body).toMatchObject({ avatarUrl: null });
    await member.get(avatarUrl!).expect(404);
    await owner.delete(`/api/groups/${id}/avatar`).expect(200);
  });

  it('is not for the general channel', async () => {
    const { id } = await generalOf(owner);
    expect((await hang(owner, id)).body).toMatchObject({ code: 'forbidden' });
  });

  it('is cut inside the picture', async () => {
    const id = await groupOf(owner);
    expect((await hang(owner, id, '?x=0&y=0&width=30&height=5')).body).toMatchObject({ code: 'validation_failed' });
    expect((await hang(owner, id, '?x=0&y=0&width=5&height=5')).status).toBe(200);
  });
});
