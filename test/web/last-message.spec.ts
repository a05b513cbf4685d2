import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../src/contract/limits.js';
import {
  absorb,
  applyChanges,
  applyChannel,
  applyPage,
  closed,
  emptyChannel,
  refreshed,
  startLoading,
} from '../../web/src/state/apply-changes.js';
import type { ChannelState } from '../../web/src/state/model.js';
import { lastMessageOf } from '../../web/src/state/selectors.js';
import { World } from './support/feed-world.js';
import { GENERAL, ModelServer } from './support/model-server.js';

const viewer = { id: 'me', blocked: {} };
const listed = (server: ModelServer): ChannelState => emptyChannel(server.channel(), 1);
const opened = (server: ModelServer): ChannelState => applyPage(startLoading(listed(server), 'newest'), server.page());
/** What the server has since, or the beginning of it. */
const synced = (channel: ChannelState, server: ModelServer, room = 100): ChannelState =>
  applyChanges(channel, server.general.changes('me', channel.revision, room), viewer);
const words = (channel: ChannelState): string | undefined => lastMessageOf(channel)?.body;
const serverWith = (messages: number): ModelServer => {
  const server = new ModelServer();
  for (let number = 1; number <= messages; number++) server.say(`text ${number}`);
  return server;
};

describe('the last message of a channel that was never opened', () => {
  it('is the one of the list, and nothing where nothing was said', () => {
    expect(words(listed(serverWith(3)))).toBe('text 3');
    expect(lastMessageOf(listed(serverWith(0)))).toBeNull();
  });

  it('is the newest that came by, edited and deleted as it is', () => {
    const server = serverWith(1);
    let channel = listed(server);
    server.say('next');
    channel = synced(channel, server);
    expect(words(channel)).toBe('next');
    server.general.edit(2, 'edited');
    channel = synced(channel, server);
    expect(words(channel)).toBe('edited');
    server.general.remove(2);
    channel = synced(channel, server);
    expect(lastMessageOf(channel)).toMatchObject({ seq: 2, body: '', deletedAt: expect.any(String) });
  });

  it('stays when an earlier message is edited, or the channel itself changes', () => {
    const server = serverWith(3);
    const channel = listed(server);
    server.general.edit(1, 'edited');
    server.general.rename('another');
    expect(words(synced(channel, server))).toBe('text 3');
    expect(words(applyChannel(channel, server.general.view()))).toBe('text 3');
  });

  it('is held as short as the list has it, without tearing characters', () => {
    const server = serverWith(1);
    const channel = listed(server);
    server.say('🔥'.repeat(LIMITS.lastMessageBody + 1));
    expect(words(synced(channel, server))).toBe('🔥'.repeat(LIMITS.lastMessageBody));
  });
});

describe('the last message of a channel with a window', () => {
  it('is what an answer brought before its frame came', () => {
    const server = serverWith(2);
    const said = absorb(opened(server), [server.say('mine', 'me')]);
    expect(words(said)).toBe('mine');
    expect(words(absorb(said, [server.general.edit(2, 'earlier')]))).toBe('mine');
    expect(words(absorb(said, [server.general.edit(3, 'edited')]))).toBe('edited');
  });

  it('is not the last row where the window ends before it', () => {
    const server = serverWith(9);
    const around = applyPage({ ...startLoading(listed(server), 'around'), target: 2 }, server.page({ before: 4 }));
    expect(around.rows.at(-1)?.body).toBe('text 3');
    expect(words(around)).toBe('text 9');
  });

  it('stays when the window is let go', () => {
    const server = serverWith(2);
    const channel = opened(server);
    server.say('third');
    expect(words(closed(synced(channel, server), 2))).toBe('third');
  });
});

describe('the last message of a channel that fell behind', () => {
  it('is that of the channel fetched anew, and no change that is still to come undoes it', () => {
    const server = serverWith(2);
    const held = opened(server);
    for (let number = 3; number <= 9; number++) server.say(`text ${number}`);
    let channel = refreshed(held, server.channel());
    while (channel.revision < server.revision) {
      expect(words(channel)).toBe('text 9');
      channel = synced(channel, server, 2);
    }
    expect(words(channel)).toBe('text 9');
  });

  it('is nothing as long as it is only known that there is a newer one than any held', () => {
    const server = serverWith(2);
    const behind = listed(server);
    for (let number = 3; number <= 9; number++) server.say(`text ${number}`);
    const around = applyPage({ ...startLoading(behind, 'around'), target: 3 }, server.page({ before: 6 }));
    expect(around).toMatchObject({ after: 5, view: { lastSeq: 2 } });
    expect(lastMessageOf(around)).toBeNull();
    expect(words(synced(around, server))).toBe('text 9');
    const { view } = behind;
    expect(lastMessageOf({ ...behind, view: { ...view, lastSeq: 3 } })).toBeNull();
  });

  it('is found again after any time offline', async () => {
    const world = await new World(3).ready();
    world.feed.pause();
    for (let number = 0; number < 20; number++) world.server.say(`missed ${number}`);
    world.frames.length = 0;
    world.reconnect();
    await world.quiet();
    expect(words(world.store.getState().channels[GENERAL]!)).toBe('missed 19');
  });
});
