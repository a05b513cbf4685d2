import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { emojiLines } from '../../web/build/emoji-words.js';
import { emojiOfCode, findEmojis, languageOf, parseEmojis, TONES, withTone } from '../../web/src/state/emojis.js';

const en = parseEmojis(emojiLines('en'));
const ru = parseEmojis(emojiLines('ru'));

const first = (typed: string): string | undefined =>
  findEmojis(languageOf(typed) === 'ru' ? ru : en, typed, 1)[0]?.emoji;

describe('an emoji', () => {
  it.each([
    ['fire', '🔥'],
    ['Fire', '🔥'],
    ['tad', '🎉'],
    ['fir', '🔥'],
    ['thumbsu', '👍'],
    ['red heart', '❤️'],
    ['heart red', '❤️'],
    ['rofl', '🤣'],
    ['огонь', '🔥'],
    ['ОГО', '🔥'],
    ['ёж', '🦔'],
    ['еж', '🦔'],
    ['пожарная', '🚒'],
    ['🔥', '🔥'],
  ])('is found by %s', (typed, emoji) => {
    expect(first(typed)).toBe(emoji);
  });

  it.each(['', '  ', 'xyzzy', 'fire xyzzy', 'dd', 'ддд'])('is not found by “%s”', (typed) => {
    expect(first(typed)).toBeUndefined();
  });

  it('has its whole name, or one that is known from other chats, between two colons', () => {
    expect(['+1', 'thumbs_up', 'tada', '100'].map((code) => emojiOfCode(en, code)?.emoji)).toEqual([
      ...['👍', '👍', '🎉', '💯'],
    ]);
    expect(['огонь', 'большой_палец_вверх'].map((code) => emojiOfCode(ru, code)?.emoji)).toEqual(['🔥', '👍']);
    expect(emojiOfCode(en, 'fir')).toBeUndefined();
  });

  it('is the same in both languages, and spelled as the server takes it', () => {
    expect(ru.map(({ emoji }) => emoji)).toEqual(en.map(({ emoji }) => emoji));
    expect(en.length).toBeGreaterThan(1_900);
    expect(en.filter(({ emoji }) => /^\p{Emoji_Presentation}\ufe0f$/u.test(emoji))).toEqual([]);
  });

  it('takes every colour of skin that it has', () => {
    interface Skin {
      emoji: string;
      tone: number | number[];
    }
    const path = 'web/node_modules/emojibase-data/en/data.json';
    const all = JSON.parse(readFileSync(path, 'utf8')) as { emoji: string; skins?: Skin[] }[];
    const skins = all.flatMap(({ emoji, skins = [] }) => skins.map((skin) => ({ base: emoji, ...skin })));
    const simple = skins.filter(({ tone }) => typeof tone === 'number');
    expect(simple.length).toBeGreaterThan(1_000);
    expect(simple.filter(({ base, emoji, tone }) => withTone(base, TONES[tone as number]!) !== emoji)).toEqual([]);
    expect(withTone('🔥', 'none')).toBe('🔥');
  });
});
