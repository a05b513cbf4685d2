import { describe, expect, it } from '@jest/globals';
import { beginningOf, type PushPayload } from '../../src/contract/push.js';
import { AtMost } from '../../web/src/state/at-most.js';
import { addressOf, type CardData, cardOf, noticeOf } from '../../web/src/state/card.js';

const payload: PushPayload = {
  ...{ channelId: 'c1', messageId: 'm1', seq: 7, kind: 'mention', sender: 'Ann' },
  ...{ channelName: 'Team', text: 'Hello', language: 'en' },
};

describe('what is pushed', () => {
  it.each<[Partial<PushPayload>, string, string]>([
    [{}, 'Ann · Team', 'Hello'],
    [{ channelName: null, kind: 'direct' }, 'Ann', 'Hello'],
    [{ channelName: '' }, 'Ann · General', 'Hello'],
    [{ channelName: '', language: 'ru' }, 'Ann · Общий', 'Hello'],
    [{ text: null }, 'Ann · Team', 'New message'],
    [{ text: null, language: 'ru' }, 'Ann · Team', 'Новое сообщение'],
    [{ text: '', language: 'ru' }, 'Ann · Team', 'Файлы'],
    [{ text: null, language: 'fr' }, 'Ann · Team', 'New message'],
  ])('%j says who and where, and as much as it may', (change, title, body) => {
    expect(noticeOf(cardOf({ ...payload, ...change }), undefined)).toMatchObject({ title, options: { body } });
  });

  it('takes the place of an older one of its channel, aloud only where it is to the person, and leads to its message', () => {
    const { options } = noticeOf(cardOf(payload), undefined);
    expect(options).toMatchObject({
      tag: 'channel:c1',
      renotify: true,
      silent: false,
      data: { channelId: 'c1', seq: 7, count: 1 },
    });
    expect(noticeOf(cardOf({ ...payload, kind: 'message' }), undefined).options.renotify).toBe(false);
    expect(addressOf({ channelId: 'c1', seq: 7 })).toBe('/c/c1?message=7');
  });
});

describe('what is pushed while an older one is shown', () => {
  const shown = (count: number, seq = 6): CardData => ({ channelId: 'c1', seq, count });

  it.each([
    ['en', 1, 'Team · 2 new messages'],
    ['ru', 1, 'Team · 2 новых сообщения'],
    ['ru', 4, 'Team · 5 новых сообщений'],
    ['ru', 20, 'Team · 21 новое сообщение'],
  ])('says in %s after %d how many there are, where, and the newest with its author', (language, before, title) => {
    const notice = noticeOf(cardOf({ ...payload, language }), shown(before));
    expect(notice).toMatchObject({ title, options: { body: 'Ann: Hello', data: { seq: 7, count: before + 1 } } });
  });

  it('names a conversation by the other person alone', () => {
    const direct = cardOf({ ...payload, channelName: null, kind: 'direct' });
    expect(noticeOf(direct, shown(1))).toMatchObject({ title: 'Ann · 2 new messages', options: { body: 'Hello' } });
  });

  it('counts a message once, though a page and a push tell of it', () => {
    expect(noticeOf(cardOf(payload), shown(1, 7))).toMatchObject({
      title: 'Ann · Team',
      options: { data: { count: 1 } },
    });
  });
});

describe('the beginning of a text', () => {
  it('is one line, and whole where it is short', () => {
    expect(beginningOf('  one\n\n two\tthree ')).toBe('one two three');
    expect(beginningOf('')).toBe('');
  });

  it('is cut between characters, not within one', () => {
    expect(beginningOf('🔔'.repeat(120))).toBe('🔔'.repeat(120));
    expect(beginningOf('🔔'.repeat(121))).toBe(`${'🔔'.repeat(119)}…`);
  });
});

it('what is bearable at most every while happens once in it', () => {
  const atMost = new AtMost(3_000);
  expect([0, 10, 2_999, 3_000, 5_999, 6_000].map((now) => atMost.take(now))).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
});
