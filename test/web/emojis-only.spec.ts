import { describe, expect, it } from '@jest/globals';
import { isEmojisOnly } from '../../web/src/state/emojis-only.js';

describe('a message', () => {
  it.each(['😀', '👍🏽', '❤️', '🇷🇺', '👨‍👩‍👧‍👦 🎉', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣2️⃣', '🕵🏻‍♀️', '👩🏻‍🤝‍👨🏿', '🏳️‍🌈', '😀\n😀', '😀'.repeat(20)])(
    'of emojis alone: %s',
    (text) => {
      expect(isEmojisOnly(text)).toBe(true);
    },
  );

  it.each([
    '',
    '  ',
    '12',
    '#',
    '©',
    '😀!',
    'ok 👍',
    '👍 да',
    '😀'.repeat(21),
    '\u200d',
    '\ufe0f',
    '👍🏽'.repeat(9) + '!',
  ])('of something else: %j', (text) => {
    expect(isEmojisOnly(text)).toBe(false);
  });
});
