import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { LikeView } from '../../src/contract/views.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { emojiOf, HEART } from '../../src/likes/emoji.js';
import { MessageLikesService } from '../../src/likes/message-likes.service.js';
import { BlocksService } from '../../src/users/blocks.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, myChannel, type Person, register, say } from '../support/people.js';

let app: TestApp;
let likes: MessageLikesService;
let author: Person;
let fans: Person[];
let channelId: string;
let messageId: string;
beforeAll(async () => {
  app = await startApp();
  likes = app.nest.get(MessageLikesService);
  author = await register(app);
  fans = [];
  for (let number = 0; number < 5; number++) fans.push(await register(app));
});
beforeEach(async () => {
  channelId = await groupOf(author, fans);
  messageId = (await say(author, channelId, 'like this')).id;
});
afterAll(() => app.stop());

const set = (person: Person, liked: boolean, emoji = HEART) => likes.set(person.user.id, messageId, emoji, liked);
const countOf = async () => (await likes.list(author.user.id, messageId, { limit: 200 })).items.length;

describe('a like', () => {
  it('is set and taken back, as a state', async () => {
    const { revision } = await myChannel(author, channelId);
    const first = await set(fans[0]!, true);
    expect(first.message).toMatchObject({ likes: [{ emoji: HEART, count: 1 }], revision: revision + 1, version: 1 });
    expect(first.myLikes).toEqual({ channelId, messageId, revision: revision + 1, emojis: [HEART] });
    expect(await set(fans[0]!, true)).toEqual(first);
    expect((await set(fans[0]!, false)).message).toMatchObject({ likes: [], revision: revision + 2 });
    expect((await set(fans[0]!, false)).message).toMatchObject({ likes: [], revision: revision + 2 });
  });

  it('is counted exactly, however many come and go at once', async () => {
    await Promise.all(fans.flatMap((fan) => [set(fan, true), set(fan, true, '🔥'), set(fan, true)]));
    await Promise.all([set(fans[0]!, false), set(fans[1]!, false), set(fans[0]!, false, '🔥')]);
    const { message } = await set(author, true, '👍🏽');
    const counts = new Map(message.likes.map(({ emoji, count }) => [emoji, count]));
    expect(counts).toEqual(new Map(Object.entries({ '🔥': 4, [HEART]: 3, '👍🏽': 1 })));
    expect(await countOf()).toBe(8);
  });

  it('stands by the earliest of its emoji that is still there', async () => {
    for (const [fan, emoji] of [
      [0, HEART],
      [1, '🔥'],
      [2, HEART],
      [3, '👍🏽'],
    ] as const)
      await set(fans[fan]!, true, emoji);
    const { message } = await set(fans[0]!, false);
    expect(message.likes.map(({ emoji }) => emoji)).toEqual(['🔥', HEART, '👍🏽']);
  });

  it('mends a count that went wrong', async () => {
    await set(fans[0]!, true);
    await app.nest
      .get(WriteQueue)
      .run(({ manager }) => manager.query(`UPDATE "message" SET "likes" = '[{"emoji":"♥","count":99}]'`));
    expect((await set(fans[1]!, true)).message.likes).toEqual([{ emoji: HEART, count: 2 }]);
  });

  it('tells who gave it, page by page, of one emoji or of all', async () => {
    for (const fan of fans) await set(fan, true);
    await set(fans[0]!, true, '🔥');
    const seen: LikeView[] = [];
    let after: string | undefined;
    do {
      const page = await likes.list(author.user.id, messageId, { limit: 2, ...(after && { after }) });
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items);
      after = page.after ?? undefined;
    } while (after);
    expect(seen.map(({ user, emoji }) => [user.id, emoji])).toEqual([
      ...fans.map(({ user }) => [user.id, HEART]),
      [fans[0]!.user.id, '🔥'],
    ]);
    const fire = await likes.list(author.user.id, messageId, { emoji: '🔥', limit: 50 });
    expect(fire.items).toHaveLength(1);
  });

  it('is of at most twenty different emojis on one message', async () => {
    const emojis = [...'😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰😗😙😚🙂🤗'];
    for (const emoji of emojis) await set(fans[0]!, true, emoji);
    await expect(set(fans[0]!, true, '🔥')).rejects.toMatchObject({ code: 'too_many_emojis' });
    expect((await set(fans[1]!, true, emojis[0])).message.likes).toHaveLength(20);
  });

  it('is not for what was deleted, nor between people of whom one blocked the other', async () => {
    await app.nest.get(BlocksService).set(author.user.id, fans[0]!.user.id, true);
    await expect(set(fans[0]!, true)).rejects.toMatchObject({ code: 'person_unavailable' });
    await app.nest.get(BlocksService).set(author.user.id, fans[0]!.user.id, false);
    await author.delete(`/api/messages/${messageId}`).expect(200);
    await expect(set(fans[0]!, true)).rejects.toMatchObject({ code: 'message_deleted' });
    expect(await countOf()).toBe(0);
  });
});

describe('an emoji', () => {
  it('has one spelling', () => {
    expect(['♥', '♥\u{FE0F}', '❤', '❤\u{FE0F}', '☺'].map(emojiOf)).toEqual([
      HEART,
      HEART,
      '❤\u{FE0F}',
      '❤\u{FE0F}',
      '☺\u{FE0F}',
    ]);
    expect(['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👨‍👩‍👧‍👦', '🇩🇪', '1️⃣'].map(emojiOf)).toEqual(['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '👨‍👩‍👧‍👦', '🇩🇪', '1️⃣']);
  });

  it.each(['a', '', '😀😀', 'like', '♥'.repeat(1_024), '\u{202E}😀', '<b>', ' '])('is not %p', async (emoji) => {
    const answer = await fans[0]!.put(`/api/messages/${messageId}/likes`, { emoji });
    expect([answer.status, answer.body.code, answer.body.errors[0].pointer]).toEqual([
      400,
      'validation_failed',
      '/emoji',
    ]);
    expect(await countOf()).toBe(0);
  });
});
