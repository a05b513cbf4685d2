import { describe, expect, it } from '@jest/globals';
import { NoAnswer, Refusal } from '../../web/src/api/failure.js';
import { likesOf } from '../../web/src/state/selectors.js';
import { World } from './support/feed-world.js';
import { GENERAL, problem } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

const shown = (site: Site, seq = 1) => {
  const row = site.channel.rows.find((one) => one.seq === seq)!;
  return likesOf(site.state, row)
    .map(({ emoji, count, mine }) => `${emoji}${count}${mine ? ' mine' : ''}`)
    .join(', ');
};

/** A server that answers likes when the test says so. */
async function slow(): Promise<{ site: Site; id: string; answer: (error?: Error) => Promise<void> }> {
  const site = await new Site().wired();
  const { id } = site.server.say('hello', 'ann');
  const waiting: ((error?: Error) => void)[] = [];
  site.answering = ({ event }) =>
    event === 'like:set'
      ? new Promise((resolve, reject) => {
          waiting.push((error) => {
            if (error) reject(error);
            else resolve();
          });
        })
      : undefined;
  return {
    site,
    id,
    answer: async (error) => {
      waiting.shift()?.(error);
      await settle();
    },
  };
}

describe('a like', () => {
  it('shows at once, and the number on the screen never jumps', async () => {
    const { site, id, answer } = await slow();
    site.server.general.like('ann', 1, '♥', true);
    const seen: string[] = [];
    site.client.store.subscribe(() => seen.push(shown(site)));
    const done = site.client.messages.like(id, '♥', true);
    expect(shown(site)).toBe('♥2 mine');
    await answer();
    expect(await done).toBeNull();
    expect(new Set(seen)).toEqual(new Set(['♥2 mine']));
    expect(site.state.likeWishes).toEqual({});
  });

  it('never jumps when the personal news comes before the row', async () => {
    const { site, id, answer } = await slow();
    site.server.general.like('ann', 1, '♥', true);
    const frames: (() => void)[] = [];
    const { onFrame } = site.server;
    site.server.onFrame = (frame) => {
      frames.push(() => {
        onFrame(frame);
      });
    };
    const seen: string[] = [];
    site.client.store.subscribe(() => seen.push(shown(site)));
    void site.client.messages.like(id, '♥', true);
    await answer();
    for (const tell of frames) tell();
    expect(new Set(seen)).toEqual(new Set(['♥2 mine']));
  });

  it('that is refused is taken back, and the reason is told', async () => {
    const { site, id, answer } = await slow();
    const done = site.client.messages.like(id, '♥', true);
    await answer(new Refusal(problem('too_many_emojis')));
    expect(await done).toMatchObject({ code: 'too_many_emojis' });
    expect(shown(site)).toBe('');
    const again = site.client.messages.like(id, '👍', true);
    await answer(new NoAnswer());
    expect(await again).toBe('unreachable');
    expect(shown(site)).toBe('');
  });

  it('toggled quickly is asked once at a time, and the last wish wins', async () => {
    const { site, id, answer } = await slow();
    for (const liked of [true, false, true, false]) void site.client.messages.like(id, '♥', liked);
    expect(shown(site)).toBe('');
    expect(site.askedFor('like:set')).toEqual([{ messageId: id, emoji: '♥', liked: true }]);
    await answer();
    expect(shown(site)).toBe('');
    expect(site.askedFor('like:set')).toHaveLength(2);
    await answer();
    expect(site.askedFor('like:set').at(-1)).toMatchObject({ liked: false });
    expect(site.server.general.likes).toEqual([]);
    expect(shown(site)).toBe('');
  });

  it('that is wished again before the answer is not asked for again', async () => {
    const { site, id, answer } = await slow();
    for (const liked of [true, false, true]) void site.client.messages.like(id, '♥', liked);
    await answer();
    expect(site.askedFor('like:set')).toHaveLength(1);
    expect(shown(site)).toBe('♥1 mine');
  });

  it('of another emoji does not wait for the first', async () => {
    const { site, id, answer } = await slow();
    void site.client.messages.like(id, '♥', true);
    void site.client.messages.like(id, '👍', true);
    expect(site.askedFor('like:set')).toHaveLength(2);
    await answer();
    await answer();
    expect(shown(site)).toBe('♥1 mine, 👍1 mine');
  });
});

describe('my likes', () => {
  it('on another screen show here', async () => {
    const site = await new Site().wired();
    site.server.say('hello', 'ann');
    site.server.general.like('me', 1, '🔔', true);
    expect(shown(site)).toBe('🔔1 mine');
    site.server.general.like('me', 1, '🔔', false);
    expect(shown(site)).toBe('');
  });

  it('of an older revision do not replace newer ones', async () => {
    const site = await new Site().wired();
    const { id } = site.server.say('hello', 'ann');
    site.server.general.like('me', 1, '🔔', true);
    site.socket!.mine({ likes: [{ channelId: GENERAL, messageId: id, revision: 1, emojis: [] }] });
    expect(shown(site)).toBe('🔔1 mine');
  });

  it('that a page names do not come back when it is older than what is known', async () => {
    const world = await new World(9).ready();
    world.server.general.like('me', 5, '♥', true);
    void world.history.load(GENERAL, 'older');
    await settle();
    const [page] = world.answers.splice(0);
    world.server.general.like('me', 5, '♥', false);
    world.reconnect();
    await world.quiet();
    page!.deliver();
    await world.quiet();
    world.expectEqualToServer();
  });

  it('come with the pages, and a message that such an answer does not name has none', async () => {
    const site = new Site();
    site.server.say('one');
    site.server.say('two');
    site.server.general.like('me', 1, '♥', true);
    await site.wired();
    expect([shown(site, 1), shown(site, 2)]).toEqual(['♥1 mine', '']);
    site.server.onFrame = () => undefined;
    site.server.onMine = () => undefined;
    site.server.general.like('me', 1, '♥', false);
    site.server.general.like('ann', 1, '♥', true);
    site.socket!.lost(false);
    await site.greet();
    expect(shown(site)).toBe('♥1');
  });
});

describe('a like of a profile', () => {
  it('shows at once, and is taken back when it is refused', async () => {
    const site = await new Site().wired();
    expect(await site.client.people.profileLike('ann')).toEqual({ data: { likes: 5, liked: false }, failure: null });
    const done = site.client.people.likeProfile('ann', true);
    expect(site.state.profileLikes['ann']).toEqual({ likes: 6, liked: true });
    expect(await done).toBeNull();
    site.answering = () => Promise.reject(new Refusal(problem('person_unavailable')));
    expect(await site.client.people.likeProfile('ann', false)).toMatchObject({ code: 'person_unavailable' });
    expect(site.state.profileLikes['ann']).toEqual({ likes: 6, liked: true });
  });

  it('toggled quickly ends as wished last', async () => {
    const site = await new Site().wired();
    await site.client.people.profileLike('ann');
    const all = [true, false, true, false].map((liked) => site.client.people.likeProfile('ann', liked));
    await Promise.all(all);
    expect(site.askedFor('profile:like').map((asked) => (asked as { liked: boolean }).liked)).toEqual([true, false]);
    expect(site.state.profileLikes['ann']).toEqual({ likes: 5, liked: false });
  });

  it('on another screen shows here', async () => {
    const site = await new Site().wired();
    await site.client.people.profileLike('ann');
    site.socket!.mine({ profileLikes: [{ userId: 'ann', liked: true }] });
    expect(site.state.profileLikes['ann']?.liked).toBe(true);
  });
});
