import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MyChannelView } from '../../src/contract/views.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { GroupMembersService } from '../../src/groups/group-members.service.js';
import { MessageLikesService } from '../../src/likes/message-likes.service.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, type Person, register, say, signedIn } from '../support/people.js';
import { atReadings, closeSockets, connect, type Listener } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let owner: Person;
let member: Person;
let outsider: Person;
beforeAll(async () => {
  app = await startApp();
  [owner, member, outsider] = [await register(app), await register(app), await register(app)];
});
afterEach(closeSockets);
afterAll(() => app.stop());

const framesOf = ({ frames }: Listener, id: string) => frames.filter(({ channelId }) => channelId === id);
const three = async () =>
  [await connect(app, owner), await connect(app, member), await connect(app, outsider)] as const;

describe('a group made by socket', () => {
  it('is told to those in it: its first frame reaches them, and nobody else', async () => {
    const [actor, witness, other] = await three();
    const answer = await actor.ask('group:create', { name: 'new', userIds: [member.user.id] });
    const { channel } = (answer as { data: { channel: MyChannelView } }).data;
    await until(() => witness.mine.length > 0, 'the witness is told');
    expect(witness.mine).toEqual([{ joined: [channel.id], left: [] }]);
    expect(framesOf(witness, channel.id)[0]).toMatchObject({ from: 0, to: 2, notices: [{ kind: 'added' }] });
    await say(actor.hello.user.id === owner.user.id ? owner : member, channel.id, 'welcome');
    await until(() => framesOf(witness, channel.id).length === 2, 'the witness hears');
    expect([framesOf(other, channel.id), other.mine]).toEqual([[], []]);
  });

  it('is changed, joined and left by socket, and everybody in it sees', async () => {
    const [actor, witness, other] = await three();
    const id = await groupOf(owner, [member]);
    await actor.ask('group:change', { channelId: id, name: 'renamed', visibility: 'public' });
    await until(() => framesOf(witness, id).some(({ channel }) => channel?.name === 'renamed'), 'the name is seen');
    expect(await other.ask('group:join', { channelId: id })).toMatchObject({ ok: true, data: { channel: { id } } });
    await until(() => framesOf(witness, id).at(-1)?.channel?.memberCount === 3, 'the newcomer is seen');
    expect(await other.ask('group:leave', { channelId: id })).toEqual({ ok: true, data: {} });
    await until(() => framesOf(witness, id).at(-1)?.channel?.memberCount === 2, 'the leaving is seen');
    expect(framesOf(witness, id).at(-1)!.members).toMatchObject([{ user: { id: outsider.user.id } }]);
    expect(framesOf(witness, id).at(-1)!.members![0]!.leftAt).not.toBeNull();
    expect(other.mine.at(-1)).toEqual({ joined: [], left: [id] });
  });

  it('gives wrong roles and outsiders a code', async () => {
    const [, witness, other] = await three();
    const id = await groupOf(owner, [member]);
    expect(await witness.ask('group:change', { channelId: id, name: 'mine' })).toMatchObject({
      error: { code: 'forbidden', status: 403 },
    });
    for (const channelId of [id, crypto.randomUUID()]) {
      const asked = [
        await other.ask('group:change', { channelId, name: 'x' }),
        await other.ask('group:join', { channelId }),
        await other.ask('group:leave', { channelId }),
      ];
      for (const answer of asked) expect(answer).toMatchObject({ error: { code: 'channel_not_found', status: 404 } });
    }
  });
});

describe('someone who is removed', () => {
  it('hears of everything before, and of nothing from it on, though it all comes at once', async () => {
    const [actor, witness] = await three();
    for (let round = 0; round < 5; round++) {
      const id = await groupOf(owner, [member]);
      const said = (body: string) =>
        app.nest.get(MessagesService).send(signedIn(owner), id, { clientId: crypto.randomUUID(), body });
      const before = Array.from({ length: 5 }, (_, number) => said(`before ${number}`));
      const removal = app.nest.get(GroupMembersService).remove(owner.user.id, id, member.user.id);
      const after = Array.from({ length: 5 }, (_, number) => said(`after ${number}`));
      await Promise.all([...before, removal, ...after]);
      await said('the last');
      const mark = await groupOf(owner, [member]);
      await until(() => witness.mine.some(({ joined }) => joined?.includes(mark)), 'a later group is told');
      await until(
        () => framesOf(actor, id).some(({ messages }) => messages.some(({ body }) => body === 'the last')),
        'all',
      );
      const removedAt = framesOf(actor, id).flatMap(({ members = [] }) => members.filter(({ leftAt }) => leftAt))[0]!
        .revision;
      const heard = framesOf(witness, id);
      expect(Math.max(0, ...heard.map(({ to }) => to))).toBeLessThan(removedAt);
      expect(witness.mine.some(({ left }) => left?.includes(id))).toBe(true);
      const bodies = heard.flatMap(({ messages }) => messages.map(({ body }) => body));
      expect(bodies).toEqual(['before 0', 'before 1', 'before 2', 'before 3', 'before 4']);
    }
  });

  it('does not come between a like of somebody else and the frame that shows it', async () => {
    const [actor] = await three();
    const id = await groupOf(owner, [member]);
    const message = await say(owner, id, 'like this');
    const heard: string[] = [];
    actor.socket.on('me:changes', ({ likes }) => likes && heard.push('my like'));
    actor.socket.on('channel:changes', ({ to }) => to > message.revision && heard.push('frame'));
    const slow = app.nest.get(WriteQueue).run(() => new Promise((resolve) => setTimeout(resolve, 200)), id);
    const soon = () => new Promise((resolve) => setTimeout(resolve, 30));
    await soon();
    const like = app.nest.get(MessageLikesService).set(owner.user.id, message.id, '♥', true);
    // It looks for its message before it gets in line.
    await soon();
    const removal = app.nest.get(GroupMembersService).remove(owner.user.id, id, member.user.id);
    await Promise.all([slow, like, removal]);
    await until(
      () => framesOf(actor, id).some(({ members }) => members?.some(({ leftAt }) => leftAt)),
      'the removal is seen',
    );
    expect(heard[0]).toBe('my like');
  });

  it('is out of the room before the request is answered, and finds nothing by sync, HTTP or a new socket', async () => {
    const [, witness] = await three();
    const id = await groupOf(owner, [member]);
    await owner.delete(`/api/groups/${id}/members/${member.user.id}`).expect(204);
    await say(owner, id, 'secret');
    const { epoch } = witness.hello;
    expect(await witness.ask('sync', { epoch, positions: { [id]: 0 } })).toMatchObject({
      data: { channels: [], reset: [id] },
    });
    await member.get(`/api/channels/${id}/messages`).expect(404);
    const again = await connect(app, member);
    expect(Object.keys(again.hello.heads)).not.toContain(id);
    await say(owner, id, 'more');
    const mark = await groupOf(owner, [member]);
    await until(() => again.mine.some(({ joined }) => joined?.includes(mark)), 'a later group is told');
    expect([...framesOf(witness, id), ...framesOf(again, id)].flatMap(({ messages }) => messages)).toEqual([]);
  });

  it.each([1, 2])('at reading %i of their socket being welcomed never gets into the room', async (number) => {
    const id = await groupOf(owner, [member]);
    // The removal comes between the reading of the person's channels and the joining of their rooms.
    atReadings(app, [
      ...(number === 2 ? [() => say(owner, id, 'so that it is read again')] : []),
      () => owner.delete(`/api/groups/${id}/members/${member.user.id}`).expect(204),
    ]);
    const socket = await connect(app, member);
    await say(owner, id, 'secret');
    const mark = await groupOf(owner, [member]);
    await until(() => socket.mine.some(({ joined }) => joined?.includes(mark)), 'a later group is told');
    expect(framesOf(socket, id).flatMap(({ messages }) => messages)).toEqual([]);
    expect(Object.keys(socket.hello.heads)).not.toContain(id);
  });
});
