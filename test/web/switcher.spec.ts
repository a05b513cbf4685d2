import { describe, expect, it } from '@jest/globals';
import type { MyChannelView } from '../../src/contract/views.js';
import { channelAt } from '../../web/src/state/next-chat.js';
import { emptyChannel } from '../../web/src/state/apply-changes.js';
import { findTargets, fold, type Target } from '../../web/src/state/switcher.js';
import { CHANNEL, FRESH } from './support/blank-rows.js';

const view = (id: string, more: Partial<MyChannelView> = {}): MyChannelView => ({
  ...CHANNEL,
  ...FRESH,
  lastMessage: null,
  id,
  kind: 'group',
  unread: 0,
  unreadMentions: [],
  role: 'member',
  ...more,
});
const chat = (id: string, more: Partial<MyChannelView> = {}, names = [id]): Target => ({
  id,
  names,
  view: view(id, more),
});
const stranger = (id: string, ...names: string[]): Target => ({ id, view: null, names });
const found = (targets: Target[], typed: string, openId: string | null = null, most = 50): string[] =>
  findTargets(targets, typed, openId, most).map(({ id }) => id);
const day = (n: number): Partial<MyChannelView> => ({ lastMessageAt: `2026-01-0${n}T00:00:00.000Z` });

describe('names', () => {
  it.each([
    ['Zoë', 'zoe'],
    ['Ёлка', 'ЕЛКА'],
    ['Straße', 'strasse'],
    ['ＡＢＣ', 'abc'],
    ['Чай', 'чаи'],
  ])('%s and %s are alike', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });
});

describe('the switcher, before anything is typed', () => {
  it('has what calls me first, then what is unread, the newest of each first; where I am last', () => {
    const targets = [
      chat('open', day(9)),
      chat('old', day(1)),
      chat('new', day(5)),
      chat('unread', { ...day(2), unread: 3 }),
      chat('newer unread', { ...day(3), unread: 1 }),
      chat('muted', { ...day(4), unread: 8, notify: 'none' }),
      chat('mention', { ...day(1), unread: 1, unreadMentions: [1] }),
      stranger('p', 'Ann'),
    ];
    const order = ['mention', 'newer unread', 'unread', 'new', 'muted', 'old', 'open', 'p'];
    expect(found(targets, '', 'open')).toEqual(order);
    expect(found(targets, '  ', 'open', 2)).toEqual(order.slice(0, 2));
  });

  it('leaves out what was put away, which is found by its name', () => {
    const targets = [chat('Boris', { lastSeq: 4, hiddenSeq: 4 }), chat('Team')];
    expect(found(targets, '')).toEqual(['Team']);
    expect(found(targets, 'bor')).toEqual(['Boris']);
  });
});

describe('what is typed', () => {
  const targets = [
    chat('inside', day(9), ['Steam']),
    chat('word', day(8), ['The team']),
    chat('start', day(1), ['Teamwork']),
    chat('same', day(1), ['TEAM']),
    stranger('p', 'Ann Öztürk', 'ann.o'),
    stranger('q', 'Oz', 'other'),
  ];

  it('finds whole names, then beginnings, then words, then parts, whatever is newer', () => {
    expect(found(targets, 'team')).toEqual(['same', 'start', 'word', 'inside']);
  });

  it('finds people by any part of their names, in any order, and by the username', () => {
    expect(found(targets, 'ozt ann')).toEqual(['p']);
    expect(found(targets, '@ann.')).toEqual(['p']);
    expect(found(targets, 'oz')).toEqual(['q', 'p']);
    expect(found(targets, 'ann team')).toEqual([]);
  });
});

describe('the chat that a page shows', () => {
  const channels = Object.fromEntries(
    [view('g', { kind: 'general' }), view('t')].map((one) => [one.id, emptyChannel(one, 1)]),
  );

  it.each([
    ['/', 'g'],
    ['/channels', 'g'],
    ['/c/t', 't'],
    ['/c/none', undefined],
    ['/settings', undefined],
  ])('at %s is %s', (path, id) => {
    expect(channelAt({ channels }, path)?.view.id).toBe(id);
  });
});
