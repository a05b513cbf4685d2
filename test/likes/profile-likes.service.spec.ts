import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { ProfileLikesService } from '../../src/likes/profile-likes.service.js';
import { BlocksService } from '../../src/users/blocks.service.js';
import { UsersService } from '../../src/users/users.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';

let app: TestApp;
let likes: ProfileLikesService;
let fans: Person[];
beforeAll(async () => {
  app = await startApp();
  likes = app.nest.get(ProfileLikesService);
  fans = await Promise.all(Array.from({ length: 4 }, () => register(app)));
});
afterAll(() => app.stop());

const set = (fan: Person, { user }: Person, liked: boolean) => likes.set(fan.user.id, user.id, liked);

describe('a like of a profile', () => {
  it('is a state, counted exactly though everybody comes at once', async () => {
    const star = await register(app);
    await Promise.all(fans.flatMap((fan) => [set(fan, star, true), set(fan, star, true)]));
    expect(await set(fans[0]!, star, false)).toEqual({ userId: star.user.id, likes: 3, liked: false });
    expect(await set(fans[0]!, star, false)).toEqual({ userId: star.user.id, likes: 3, liked: false });
    expect(await likes.get(fans[1]!.user.id, star.user.id)).toEqual({ userId: star.user.id, likes: 3, liked: true });
    expect((await app.nest.get(UsersService).get(star.user.id)).likes).toBe(3);
    const { items, after } = await likes.list(star.user.id, undefined, 2);
    expect([items.length, (await likes.list(star.user.id, after!, 2)).items.length]).toEqual([2, 1]);
  });

  it('is not for oneself, nobody, or across a block', async () => {
    const [one, other] = [await register(app), await register(app)];
    await expect(set(one, one, true)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(likes.set(one.user.id, randomUUID(), true)).rejects.toMatchObject({ code: 'user_not_found' });
    await set(one, other, true);
    await app.nest.get(BlocksService).set(other.user.id, one.user.id, true);
    await expect(set(other, one, true)).rejects.toMatchObject({ code: 'person_unavailable' });
    expect(await set(one, other, false)).toMatchObject({ likes: 0 });
    await expect(set(one, other, true)).rejects.toMatchObject({ code: 'person_unavailable' });
  });
});
