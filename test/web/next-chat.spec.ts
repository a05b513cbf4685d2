import { describe, expect, it } from '@jest/globals';
import type { MyChannelView } from '../../src/contract/views.js';
import { emptyChannel } from '../../web/src/state/apply-changes.js';
import { nextChat, unreadEnds } from '../../web/src/state/next-chat.js';
import { CHANNEL, FRESH } from './support/blank-rows.js';

const world = (...views: (Partial<MyChannelView> & { id: string })[]) => ({
  channels: Object.fromEntries(
    views.map((more, index) => {
      const blank = { ...CHANNEL, ...FRESH, lastMessage: null, unread: 0, unreadMentions: [], role: 'member' as const };
      const lastMessageAt = `2026-01-0${9 - index}T00:00:00.000Z`;
      const view: MyChannelView = { ...blank, kind: 'group', lastMessageAt, ...more };
      return [view.id, emptyChannel(view, 1)];
    }),
  ),
});
type World = ReturnType<typeof world>;
const to = (state: World, from: string | undefined, by: 1 | -1, unread = false): string | undefined =>
  nextChat(state, from, { by, unread })?.view.id;

describe('the next chat', () => {
  const state = world({ id: 'general', kind: 'general' }, { id: 'b' }, { id: 'c' }, { id: 'd', kind: 'direct' });

  it('is the one below in the list, and behind the last one the first', () => {
    expect(['general', 'b', 'c', 'd'].map((id) => to(state, id, 1))).toEqual(['b', 'c', 'd', 'general']);
    expect(['general', 'b', 'c', 'd'].map((id) => to(state, id, -1))).toEqual(['d', 'general', 'b', 'c']);
  });

  it('is an end of the list for somebody who is elsewhere, and none where there is one chat', () => {
    expect([to(state, undefined, 1), to(state, undefined, -1)]).toEqual(['general', 'd']);
    expect(to(world({ id: 'only', kind: 'general' }), 'only', 1)).toBeUndefined();
  });
});

describe('the next unread chat', () => {
  const unread = { unread: 2, lastSeq: 5 };
  const state = world(
    { id: 'a', ...unread },
    { id: 'open' },
    { id: 'muted', ...unread, notify: 'none' },
    { id: 'read' },
    { id: 'called', ...unread, notify: 'none', unreadMentions: [5] },
  );

  it('passes by what is read, or muted without a mention', () => {
    expect(to(state, 'open', 1, true)).toBe('called');
    expect(to(state, 'open', -1, true)).toBe('a');
    expect(to(state, 'called', 1, true)).toBe('a');
  });

  it('is none where nothing else is unread', () => {
    expect(to(world({ id: 'open', ...unread }, { id: 'read' }), 'open', 1, true)).toBeUndefined();
  });

  it('counts everything unread where all is to be marked as read', () => {
    expect(unreadEnds(state).map(({ id }) => id)).toEqual(['a', 'muted', 'called']);
  });
});
