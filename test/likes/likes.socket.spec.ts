import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageView, MyLikesView } from '../../src/contract/views.js';
import { HEART } from '../../src/likes/emoji.js';
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

describe('a like', () => {
  it('of a message shows to everyone in the channel at once, and is known to all devices of its giver', async () => {
    const id = await groupOf(actor, [witness]);
    const message = await say(actor, id, 'like this');
    const tabs = [await connect(app, witness), await connect(app, witness)];
    const [author, other] = [await connect(app, actor), await connect(app, outsider)];
    const answer = await tabs[0]!.ask('like:set', { messageId: message.id, liked: true });
    const { data } = answer as { data: { message: MessageView; myLikes: MyLikesView } };
    expect(data.message).toEqual({ ...message, revision: message.revision + 1, likes: [{ emoji: HEART, count: 1 }] });
    await until(() => author.frames.length > 0 && tabs.every(({ mine }) => mine.length > 0), 'all are told');
    const frame = { channelId: id, from: message.revision, to: message.revision + 1, messages: [data.message] };
    for (const { frames } of [author, ...tabs]) expect(frames).toEqual([frame]);
    for (const { mine } of tabs) expect(mine).toEqual([{ likes: [data.myLikes] }]);
    expect(author.mine).toEqual([]);
    await say(outsider, (await generalOf(outsider)).id, 'a mark');
    await until(() => other.frames.length > 0, 'the mark is heard');
    expect([other.frames.length, other.mine]).toEqual([1, []]);
  });

  it('of a profile shows to everyone, and is known to all devices of its giver', async () => {
    const general = await generalOf(witness);
    const tabs = [await connect(app, actor), await connect(app, actor)];
    const other = await connect(app, outsider);
    await tabs[0]!.ask('profile:like', { userId: witness.user.id, liked: true });
    await until(() => other.frames.length > 0 && tabs.every(({ mine }) => mine.length > 0), 'all are told');
    expect(other.frames[0]).toMatchObject({
      channelId: general.id,
      members: [{ user: { id: witness.user.id, likes: 1 } }],
    });
    for (const { mine } of tabs) expect(mine).toEqual([{ profileLikes: [{ userId: witness.user.id, liked: true }] }]);
  });

  it('of what one may not see is of nothing', async () => {
    const message = await say(actor, await groupOf(actor), 'hidden');
    const socket = await connect(app, outsider);
    for (const messageId of [message.id, crypto.randomUUID()]) {
      const answer = await socket.ask('like:set', { messageId, liked: true });
      expect(answer).toMatchObject({ ok: false, error: { code: 'message_not_found' } });
    }
  });
});
