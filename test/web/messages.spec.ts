import { describe, expect, it } from '@jest/globals';
import { timelineOf } from '../../web/src/state/timeline.js';
import { World } from './support/feed-world.js';
import { GENERAL } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

describe('notices', () => {
  const shown = (site: Site, id = GENERAL): string[] =>
    timelineOf(site.state.channels[id]!, []).map(({ message, notice }) => message?.body ?? notice?.kind ?? '');

  it('stand behind the message after which they happened, and a message after one names its author again', async () => {
    const site = await new Site().wired();
    site.server.say('one', 'ann');
    site.server.general.rename('other');
    site.server.say('two', 'ann');
    expect(shown(site)).toEqual(['one', 'renamed', 'two']);
    expect(timelineOf(site.channel, []).map(({ startsGroup }) => startsGroup)).toEqual([true, false, true]);
    expect(site.channel.view.name).toBe('other');
  });

  it('that come while a page is on its way are kept, though that page is older', async () => {
    const world = new World(3);
    void world.open();
    await world.quiet();
    void world.history.load(GENERAL, 'newest');
    await settle();
    world.server.general.rename('other');
    world.deliverAll();
    await world.quiet();
    expect(world.channel.notices.map(({ kind }) => kind)).toEqual(['renamed']);
  });

  it('told twice show once', async () => {
    const world = await new World(3).ready();
    world.server.general.rename('other');
    world.deliverAll();
    void world.history.load(GENERAL, 'newest');
    await world.quiet();
    expect(world.channel.notices).toHaveLength(1);
  });

  it('come with their pages, each once', async () => {
    const world = new World();
    for (const name of ['a', 'b', 'c']) {
      world.server.general.rename(name);
      for (let i = 0; i < 4; i++) world.server.say(`${name}${i}`);
    }
    world.frames.length = 0;
    await world.ready();
    world.server.general.rename('live');
    world.deliverAll();
    const seen: number[][] = [];
    for (let page = 1; page <= 3; page++) {
      seen.push(world.channel.notices.map(({ seq }) => seq));
      void world.history.load(GENERAL, 'older');
      await world.quiet();
    }
    expect(seen).toEqual([[12], [8, 12], [0, 4, 8, 12]]);
  });
});

describe('changing a message', () => {
  it('is of the version that was begun with, and what another screen changed meanwhile is a conflict', async () => {
    const site = await new Site().wired();
    site.server.say('teh', 'me');
    expect(await site.client.messages.edit(site.channel.rows[0]!, ' the ')).toBeNull();
    expect(site.texts()).toEqual(['the']);
    const begun = site.channel.rows[0]!;
    site.server.general.edit(1, 'elsewhere');
    expect(site.texts()).toEqual(['elsewhere']);
    expect(await site.client.messages.edit(begun, 'here')).toMatchObject({ code: 'version_conflict' });
  });

  it('leaves a tombstone when it is removed, also before the frame', async () => {
    const site = await new Site().wired();
    const { id } = site.server.say('oops', 'me');
    site.server.onFrame = () => undefined;
    expect(await site.client.messages.remove(id)).toBeNull();
    expect(site.channel.rows[0]).toMatchObject({ body: '', deletedAt: expect.any(String) });
  });

  it('that is not there is told like by the server', async () => {
    const site = await new Site().wired();
    expect(await site.client.messages.edit({ id: 'unknown', version: 1 }, 'x')).toMatchObject({
      code: 'message_not_found',
      status: 404,
    });
  });
});

describe('an answer to a message', () => {
  it('names it, waits in the outbox with it, and ends the answering', async () => {
    const site = await new Site().wired();
    const { id } = site.server.say('question');
    site.socket!.lost(false);
    site.client.setReplyingTo(GENERAL, id);
    site.client.send(GENERAL, 'answer', id);
    expect(site.state.replyingTo).toEqual({});
    await settle();
    expect(await site.storage.list('me')).toMatchObject([{ replyToId: id }]);
    await site.greet();
    await site.clock.advance(5_000);
    expect(site.server.messages[1]).toMatchObject({ body: 'answer', replyToId: id });
  });

  it('brings along what it answers, many in one request, and follows its changes', async () => {
    const site = new Site();
    for (let i = 1; i <= 60; i++) site.server.say(`old ${i}`);
    const [first, second] = site.server.messages;
    for (const { id } of [first!, second!, first!])
      site.server.send('ann', { clientId: `r${Math.random()}`, body: 'reply', replyToId: id });
    site.server.send('ann', { clientId: 'r', body: 'reply', replyToId: 'secret' });
    await site.wired();
    await site.clock.advance(1_000);
    expect(site.messagesById.mock.calls).toEqual([[[first!.id, second!.id, 'secret']]]);
    site.client.messages.needQuoted([first!.id, 'secret']);
    await site.clock.advance(1_000);
    expect(site.messagesById).toHaveBeenCalledTimes(1);
    expect(site.state.quoted).toMatchObject({ [first!.id]: { body: 'old 1' }, secret: null });
    site.server.general.edit(1, 'old but better');
    expect(site.state.quoted[first!.id]).toMatchObject({ body: 'old but better' });
  });
});

describe('jumping to a message', () => {
  async function manyTexts(): Promise<Site> {
    const site = new Site();
    for (let i = 1; i <= 300; i++) site.server.say(`text ${i}`);
    return site.wired();
  }

  /** Those that are waited for with patience; shorter ones are of the snapshot. */
  const attempts = (site: Site, before: number): number[] => site.clock.waits.slice(before).filter((ms) => ms >= 500);

  it('shows it with its neighbours, and comes back to the newest', async () => {
    const site = await manyTexts();
    expect(await site.client.jumpTo(GENERAL, 100)).toBe(true);
    const { rows, before, after, target, loading } = site.channel;
    expect([rows[0]?.seq, rows.at(-1)?.seq]).toEqual([75, 124]);
    expect({ before, after, target, loading }).toEqual({ before: 75, after: 124, target: 100, loading: null });
    site.server.say('meanwhile');
    expect(site.channel.rows.at(-1)?.seq).toBe(124);
    site.client.backToNewest(GENERAL);
    await settle();
    expect(site.channel).toMatchObject({ after: null, target: null, following: true });
    expect(site.channel.rows.at(-1)?.seq).toBe(301);
  });

  it('that is on the screen fetches nothing, and one that is not there is told', async () => {
    const site = await new Site().wired();
    site.server.say('one');
    const { window } = site.channel;
    expect(await site.client.jumpTo(GENERAL, 1)).toBe(true);
    expect(site.channel.target).toBe(1);
    expect(site.channel.window).toBe(window);
    site.client.backToNewest(GENERAL);
    expect(site.channel).toMatchObject({ target: null, following: true, window });
    expect(await site.client.jumpTo(GENERAL, 999)).toBe(false);
  });

  it('whose page fails goes on when that comes, asked for ever more rarely or as soon as somebody wants it', async () => {
    const site = await manyTexts();
    site.reachable = false;
    const [jump, before] = [site.client.jumpTo(GENERAL, 100), site.clock.waits.length];
    await site.clock.advance(3_000);
    expect(attempts(site, before)).toEqual([500, 1_000, 2_000]);
    expect(site.channel).toMatchObject({ failedLoading: 'around', loading: null });
    const states: (string | null)[][] = [];
    site.client.store.subscribe(() => states.push([site.channel.failedLoading, site.channel.loading]));
    site.reachable = true;
    site.client.loadAgain(GENERAL);
    expect(await jump).toBe(true);
    expect(states[0]).toEqual(['around', 'around']);
    expect(site.channel).toMatchObject({ failedLoading: null, loading: null, target: 100 });
  });

  it('or to the newest that failed is still wanted, and not more of what is held', async () => {
    const site = await manyTexts();
    await site.client.jumpTo(GENERAL, 100);
    site.reachable = false;
    site.client.backToNewest(GENERAL);
    await settle();
    site.client.load(GENERAL, 'newer');
    expect(site.channel).toMatchObject({ failedLoading: 'newest', loading: null });
  });

  it('that failed is given up for one that is there', async () => {
    const site = await manyTexts();
    site.reachable = false;
    const jump = site.client.jumpTo(GENERAL, 100);
    await settle();
    expect(await site.client.jumpTo(GENERAL, 299)).toBe(true);
    const { window } = site.channel;
    expect(site.channel).toMatchObject({ failedLoading: null, target: 299 });
    site.reachable = true;
    await site.clock.advance(500);
    expect(await jump).toBe(false);
    expect(site.channel.window).toBe(window);
  });

  it('that failed is given up for another, and asked for no more', async () => {
    const site = await manyTexts();
    site.reachable = false;
    const first = site.client.jumpTo(GENERAL, 100);
    await settle();
    const second = site.client.jumpTo(GENERAL, 200);
    await settle();
    const before = site.clock.waits.length;
    await site.clock.advance(500);
    expect(attempts(site, before)).toEqual([1_000]);
    site.reachable = true;
    await site.clock.advance(1_000);
    expect(await Promise.all([first, second])).toEqual([false, true]);
  });

  it('whose page could not be fetched has it when the server is there again, and none where nobody waits any more', async () => {
    const site = await new Site().wired();
    for (let i = 0; i < 120; i++) site.server.say('one of many');
    site.reachable = false;
    const jump = site.client.jumpTo(GENERAL, 999);
    await settle();
    expect(site.channel.failedLoading).toBe('around');
    site.client.backToNewest(GENERAL);
    expect(site.channel.failedLoading).toBeNull();
    site.client.load(GENERAL, 'newest');
    await settle();
    expect(site.channel.failedLoading).toBe('newest');
    site.reachable = true;
    await site.greet();
    expect(site.channel).toMatchObject({ failedLoading: null, loading: null, loaded: true });
    await site.clock.advance(500);
    expect(await jump).toBe(false);
  });
});
