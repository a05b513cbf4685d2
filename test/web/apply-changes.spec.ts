import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  absorb,
  applyChanges,
  applyChannel,
  applyPage,
  emptyChannel,
  judge,
  loadingFailed,
  refreshed,
  startLoading,
} from '../../web/src/state/apply-changes.js';
import type { Changes } from '../../src/contract/views.js';
import type { ChannelState } from '../../web/src/state/model.js';
import { KEPT_ROWS, MAX_ROWS, upsertRows } from '../../web/src/state/rows.js';
import { GENERAL, ModelServer } from './support/model-server.js';

const viewer = { id: 'me', blocked: {} };
const applied = (channel: ChannelState, changes: Changes): ChannelState => applyChanges(channel, changes, viewer);
const seqs = (channel: ChannelState): number[] => channel.rows.map((row) => row.seq);
const opened = (server: ModelServer): ChannelState =>
  applyPage(startLoading(emptyChannel(server.channel(), 1), 'newest'), server.page());
const serverWith = (messages: number, pageSize?: number): ModelServer => {
  const server = new ModelServer(pageSize);
  for (let i = 1; i <= messages; i++) server.say(`text ${i}`);
  return server;
};

describe('what an answer says of a channel', () => {
  it('shows unless something newer is held, and leaves the messages to their rows', () => {
    const server = serverWith(2);
    const channel = opened(server);
    const told = server.general.picture('/picture');
    server.say('later');
    const shown = applyChannel(channel, { ...server.general.view(), avatarUrl: '/picture' });
    expect(shown.view).toMatchObject({ avatarUrl: '/picture', lastSeq: 2, unread: channel.view.unread });
    expect(applyChannel(shown, { ...told, name: 'older' })).toBe(shown);
  });
});

describe('judging changes', () => {
  const changes = (from: number, to: number) => ({ channelId: GENERAL, from, to, messages: [] });

  it.each([
    [5, 5, 6, 'apply'],
    [5, 5, 9, 'apply'],
    [5, 4, 5, 'stale'],
    [5, 2, 3, 'stale'],
    [5, 6, 7, 'gap'],
    [5, 3, 7, 'gap'],
  ])('holding %i, changes from %i to %i are: %s', (held, from, to, verdict) => {
    expect(judge(held, changes(from, to))).toBe(verdict);
  });
});

describe('rows', () => {
  it('are ordered by seq and hold the greatest revision of each, whatever came first and how often', () => {
    const server = serverWith(12);
    const versions = [...server.messages, ...[3, 7, 7, 12].map((seq, i) => server.change(seq, { body: `edit ${i}` }))];
    fc.assert(
      fc.property(fc.shuffledSubarray([...versions, ...versions], { minLength: versions.length * 2 }), (incoming) => {
        const oneByOne = incoming.reduce((rows, row) => upsertRows(rows, [row]), upsertRows([], []));
        expect(oneByOne).toEqual(server.messages);
        expect(upsertRows([], incoming)).toEqual(server.messages);
      }),
    );
  });
});

describe('the window', () => {
  it('takes the revision of the channel list, and newer rows of the first page are not doubled by their frames', () => {
    const server = serverWith(2);
    const listed = startLoading(emptyChannel(server.channel(), 1), 'newest');
    const late = server.say('third');
    const channel = applyPage(listed, server.page());
    const after = applied(channel, { channelId: GENERAL, from: 2, to: 3, messages: [late] });
    expect(channel.revision).toBe(2);
    expect(seqs(after)).toEqual([1, 2, 3]);
    expect(after.revision).toBe(3);
  });

  it('keeps frames that come while the first page is on its way, so that nothing is missing after it', () => {
    const server = serverWith(6);
    const listed = startLoading(emptyChannel(server.channel(), 1), 'newest');
    const page = server.page();
    const late = server.say('late');
    const channel = applyPage(applied(listed, { channelId: GENERAL, from: 6, to: 7, messages: [late] }), page);
    expect(seqs(channel)).toEqual([3, 4, 5, 6, 7]);
  });

  it('does not take in rows from before its first row, which would leave a hole', () => {
    const server = serverWith(9);
    const changed = server.change(2, { body: 'edited' });
    const channel = applied(opened(server), { channelId: GENERAL, from: 10, to: 11, messages: [changed] });
    expect(seqs(channel)).toEqual([6, 7, 8, 9]);
  });

  it('does not let an older page that was read before an edit hide that edit', () => {
    const server = serverWith(9);
    const loading = startLoading(opened(server), 'older');
    const page = server.page({ before: 6 });
    const edited = server.change(3, { body: 'edited' });
    const channel = applyPage(applied(loading, { channelId: GENERAL, from: 9, to: 10, messages: [edited] }), page);
    expect(seqs(channel)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(channel.rows[1]?.body).toBe('edited');
  });

  it('does not let a newest page that was read before an edit hide that edit', () => {
    const server = serverWith(9);
    const loading = startLoading(opened(server), 'newest');
    const page = server.page();
    const edited = server.change(8, { body: 'edited' });
    const channel = applyPage(applied(loading, { channelId: GENERAL, from: 9, to: 10, messages: [edited] }), page);
    expect(channel.rows.find((row) => row.seq === 8)?.body).toBe('edited');
  });

  it('grows to the beginning of the channel page by page', () => {
    const server = serverWith(9);
    let channel = opened(server);
    while (channel.before !== null)
      channel = applyPage(startLoading(channel, 'older'), server.page({ before: channel.before }));
    expect(channel.rows).toEqual(server.messages);
  });

  it('stays as it was when a page cannot be fetched, and says which', () => {
    const channel = loadingFailed(startLoading(opened(serverWith(9)), 'older'));
    expect(seqs(channel)).toEqual([6, 7, 8, 9]);
    expect(channel).toMatchObject({ loading: null, failedLoading: 'older', before: 6 });
  });

  it('learns the newest seq, and the name and topic of the channel, but keeps what is personal', () => {
    const server = serverWith(1);
    const { readSeq: _readSeq, unread: _unread, role: _role, notify: _notify, ...told } = server.channel();
    const message = server.say('second');
    const channel = applied(opened(serverWith(1)), {
      channelId: GENERAL,
      from: 1,
      to: 2,
      messages: [message],
      channel: { ...told, topic: 'News', lastSeq: 2, revision: 2 },
    });
    expect(channel.view).toMatchObject({ topic: 'News', lastSeq: 2, revision: 2, role: 'member', notify: 'all' });
  });
});

describe('a channel that is fetched again', () => {
  it('keeps its window, and what is still to be applied does not undo what the newer view says', () => {
    const server = serverWith(2);
    const held = opened(server);
    const message = server.say('third');
    const older = { ...server.general.view(), name: 'older', revision: 3 };
    server.general.rename('newest');
    const channel = refreshed(held, server.channel());
    expect(channel).toMatchObject({ revision: 2, view: { name: 'newest', lastSeq: 3, revision: 4 } });
    expect(seqs(channel)).toEqual([1, 2]);
    const after = applied(channel, { channelId: GENERAL, from: 2, to: 3, messages: [message], channel: older });
    expect(after).toMatchObject({ revision: 3, view: { name: 'newest', revision: 4 } });
  });

  it('takes only what is personal from an answer that is older than what is held', () => {
    const server = serverWith(2);
    server.general.set('me', { notify: 'none' });
    const old = server.channel();
    const held = opened(serverWith(3));
    const channel = refreshed(held, old);
    expect(channel.view).toMatchObject({ lastSeq: 3, revision: 3, notify: 'none' });
  });
});

describe('the bound on rows', () => {
  const full = (following: boolean): ChannelState => {
    const server = serverWith(MAX_ROWS + 5, MAX_ROWS);
    return { ...opened(server), following };
  };
  const next = (channel: ChannelState) => ({
    ...channel.rows.at(-1)!,
    seq: MAX_ROWS + 6,
    id: 'next',
    revision: MAX_ROWS + 6,
  });

  it('drops the oldest rows while the reader follows the newest', () => {
    const channel = absorb(full(true), [next(full(true))]);
    expect(channel.rows).toHaveLength(KEPT_ROWS);
    expect(channel).toMatchObject({ before: MAX_ROWS + 7 - KEPT_ROWS, after: null });
  });

  it('waits while a page is on its way, which has to meet the edge it was asked for', () => {
    const loading = startLoading(full(false), 'older');
    const channel = absorb(loading, [next(loading)]);
    expect(channel.before).toBe(6);
    const page = { items: serverWith(5).messages, before: null, after: 5, notices: [], myLikes: [] };
    expect(applyPage(channel, page).rows[0]?.seq).toBe(1);
  });

  it('drops the newest rows when the reader has come to the oldest ones, and the page itself when meanwhile at the end', () => {
    const page = { items: serverWith(5).messages, before: null, after: 5, notices: [], myLikes: [] };
    const up = applyPage(startLoading(full(false), 'older'), page);
    expect(up.rows).toHaveLength(KEPT_ROWS);
    expect(up).toMatchObject({ before: null, after: KEPT_ROWS });
    const atEnd = applyPage(startLoading(full(true), 'older'), page);
    expect(atEnd.rows).toHaveLength(KEPT_ROWS);
    expect(atEnd).toMatchObject({ before: MAX_ROWS + 6 - KEPT_ROWS, after: null });
  });

  it('leaves what the reader looks at and stops at the newest row held when the reader is further up', () => {
    const channel = absorb(full(false), [next(full(false))]);
    expect(channel.rows).toHaveLength(MAX_ROWS);
    expect(channel).toMatchObject({ before: 6, after: MAX_ROWS + 5 });
    const later = { ...next(channel), seq: MAX_ROWS + 7, id: 'later' };
    expect(absorb(channel, [later]).rows).toBe(channel.rows);
  });
});
