import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, groupOf, type Person, register, say } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let actor: Person;
let witness: Person;
let outsider: Person;
beforeAll(async () => {
  app = await startApp();
  [actor, witness, outsider] = [await register(app), await register(app), await register(app)];
});
afterEach(closeSockets);
afterAll(() => app.stop());

describe('what is personal', () => {
  it('is told to all tabs of the person, and to nobody else', async () => {
    const id = await groupOf(actor, [witness]);
    await say(actor, id, 'hello');
    const tabs = [await connect(app, witness), await connect(app, witness)];
    const other = await connect(app, actor);
    const answer = await tabs[0]!.ask('channel:read', { channelId: id, seq: 1 });
    expect(answer).toEqual({ ok: true, data: { readSeq: 1, unread: 0 } });
    await until(() => tabs.every(({ mine }) => mine.length > 0), 'both tabs know');
    const membership = { channelId: id, readSeq: 1, unreadFrom: null, notify: 'all', hiddenSeq: null, version: 2 };
    for (const { mine } of tabs) expect(mine).toEqual([{ memberships: [membership] }]);

    await tabs[1]!.ask('channel:unread', { channelId: id, seq: 1 });
    await tabs[1]!.ask('channel:change', { channelId: id, notify: 'mentions', hidden: true });
    await until(() => tabs[0]!.mine.length === 3, 'the other tab knows more');
    expect(tabs[0]!.mine.slice(1)).toEqual([
      { memberships: [{ ...membership, unreadFrom: 1, version: 3 }] },
      { memberships: [{ ...membership, unreadFrom: 1, notify: 'mentions', hiddenSeq: 1, version: 4 }] },
    ]);
    await say(actor, id, 'a mark');
    await until(() => other.frames.length > 0, 'the mark is heard');
    expect([other.mine, other.frames.length]).toEqual([[], 1]);
  });

  it('is in hello by its version, so that a device that was away knows what to fetch', async () => {
    const id = await groupOf(actor, [witness]);
    expect((await connect(app, witness)).hello.versions[id]).toBe(1);
    await witness.patch(`/api/channels/${id}/membership`, { notify: 'none' }).expect(200);
    expect((await connect(app, witness)).hello.versions[id]).toBe(2);
  });
});

describe('a direct channel', () => {
  it('opened by socket is told to both, and to nobody else', async () => {
    const sockets = [await connect(app, actor), await connect(app, witness), await connect(app, outsider)];
    const answer = await sockets[0]!.ask('direct:open', { userId: witness.user.id });
    const { channel } = (answer as { data: { channel: { id: string } } }).data;
    await until(() => sockets[0]!.mine.length > 0 && sockets[1]!.mine.length > 0, 'both know');
    for (const { mine } of sockets.slice(0, 2)) expect(mine[0]).toEqual({ joined: [channel.id], left: [] });
    await say(actor, channel.id, 'psst');
    await until(() => sockets[1]!.frames.some(({ messages }) => messages[0]?.body === 'psst'), 'the other one hears');
    await say(outsider, (await generalOf(outsider)).id, 'a mark');
    await until(() => sockets[2]!.frames.length > 0, 'the mark is heard');
    expect(sockets[2]!.frames.map(({ channelId }) => channelId)).not.toContain(channel.id);
    expect(sockets[2]!.mine).toEqual([]);
  });
});
