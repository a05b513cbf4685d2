import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { HEART } from '../../src/likes/emoji.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, type Person, register, say } from '../support/people.js';

let app: TestApp;
let author: Person;
let fan: Person;
beforeAll(async () => {
  app = await startApp();
  [author, fan] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

describe('likes over HTTP', () => {
  it('of messages: put, listed, in the page of history, taken back', async () => {
    const id = await groupOf(author, [fan]);
    const message = await say(author, id, 'hello');
    const path = `/api/messages/${message.id}/likes`;
    await fan.put(path, { emoji: '🔥' }).expect(200);
    const { body } = await fan.put(path, {}).expect(200);
    expect(body.message.likes).toEqual([
      { emoji: '🔥', count: 1 },
      { emoji: HEART, count: 1 },
    ]);
    const list = (await author.get(`${path}?emoji=${encodeURIComponent('🔥')}`).expect(200)).body;
    expect(list.items).toMatchObject([{ emoji: '🔥', user: { id: fan.user.id } }]);
    const page = (await fan.get(`/api/channels/${id}/messages`).expect(200)).body;
    const { revision } = body.message;
    expect(page.myLikes).toEqual([{ channelId: id, messageId: message.id, revision, emojis: ['🔥', HEART] }]);
    expect((await author.get(`/api/channels/${id}/messages`).expect(200)).body.myLikes).toEqual([]);
    const gone = (await fan.delete(path).expect(200)).body;
    expect(gone.message.likes).toEqual([{ emoji: '🔥', count: 1 }]);
    const last = (await fan.delete(`${path}?emoji=${encodeURIComponent('🔥')}`).expect(200)).body;
    expect(last.message.likes).toEqual([]);
  });

  it('of profiles: put, asked, listed, taken back', async () => {
    const path = `/api/users/${author.user.id}/like`;
    expect((await fan.put(path).expect(200)).body).toEqual({ userId: author.user.id, likes: 1, liked: true });
    expect((await fan.get(path).expect(200)).body).toMatchObject({ liked: true });
    expect((await author.get(`${path}s`).expect(200)).body.items).toMatchObject([{ user: { id: fan.user.id } }]);
    expect((await fan.get(`/api/users/${author.user.id}`).expect(200)).body.likes).toBe(1);
    expect((await fan.delete(path).expect(200)).body).toMatchObject({ likes: 0, liked: false });
  });
});
