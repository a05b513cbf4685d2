import { describe, expect, it } from '@jest/globals';
import { beginningOf, type PushPayload } from '../../src/contract/push.js';
import { AtMost } from '../../web/src/state/at-most.js';
import { addressOf, cardOf, optionsOf } from '../../web/src/state/card.js';

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
    expect(cardOf({ ...payload, ...change })).toMatchObject({ title, body });
  });

  it('takes the place of an older one of its channel, aloud only where it is to the person, and leads to its message', () => {
    const options = optionsOf(cardOf(payload));
    expect(options).toMatchObject({
      tag: 'channel:c1',
      renotify: true,
      silent: false,
      data: { channelId: 'c1', seq: 7 },
    });
    expect(optionsOf(cardOf({ ...payload, kind: 'message' })).renotify).toBe(false);
    expect(addressOf({ channelId: 'c1', seq: 7 })).toBe('/c/c1?message=7');
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
