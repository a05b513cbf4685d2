// Emojis and their names; pure functions. The names come from web/build/emoji-words.ts.
import type { Language } from './languages.js';

export interface Emoji {
  emoji: string;
  /** Smileys, people, nothing, animals, food, travel, activities, objects, symbols, flags. */
  group: number;
  /** Of Unicode's list of emojis. */
  version: number;
  hasTones: boolean;
  label: string;
  /** What one may know it by, to be written between two colons; null where that is the label. */
  code: string | null;
  /** All that may stand between two colons, and then the words of the label and what else one may think of: as names are compared. */
  names: readonly string[];
  words: readonly string[];
}

export function parseEmojis(lines: string): Emoji[] {
  return lines.split('\n').map((line) => {
    const [emoji = '', group, version, tones, label = '', codes, words] = line.split('\t');
    const names = [...list(codes), codeOf(label)];
    return {
      ...{ emoji, label, group: Number(group), version: Number(version), hasTones: tones === '1' },
      code: list(codes)[0] ?? null,
      names: names.map(plain),
      words: [...list(words).map(plain), ...plain(label).split(' ')],
    };
  });
}

const list = (column = ''): string[] => (column === '' ? [] : column.split('|'));

const codeOf = (label: string): string => label.replaceAll(/[^\p{L}\p{N}+-]+/gu, '_');

/** In which language the names are that begin like this. */
export function languageOf(text: string): Language {
  return /\p{Script=Cyrillic}/u.test(text) ? 'ru' : 'en';
}

/** Those that have such a name, or each of these words among their names; what fits best comes first. */
export function findEmojis(emojis: readonly Emoji[], typed: string, most = Infinity): Emoji[] {
  const wanted = plain(typed);
  if (wanted === '') return [];
  const found = emojis.flatMap((emoji) => {
    const rank = rankOf(emoji, wanted);
    return rank === null ? [] : [{ emoji, rank }];
  });
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ emoji }) => emoji);
}

/** The one whose name stands between two colons. */
export function emojiOfCode(emojis: readonly Emoji[], code: string): Emoji | undefined {
  const wanted = plain(code);
  return emojis.find(({ names }) => names.includes(wanted));
}

function rankOf(emoji: Emoji, wanted: string): number | null {
  const whole = rankOfWords(emoji, wanted);
  if (whole !== null || !wanted.includes(' ')) return whole;
  const ranks = wanted.split(' ').map((word) => rankOfWords(emoji, word));
  return ranks.reduce((worst, rank) => (worst === null || rank === null ? null : Math.max(worst, rank)), 0);
}

function rankOfWords({ emoji, names, words }: Emoji, wanted: string): number | null {
  if (emoji === wanted || names.includes(wanted)) return 0;
  // The less there is to add the better: `:fir` is fire, and no firefighter.
  const begun = names.filter((name) => name.startsWith(wanted)).map(({ length }) => length);
  if (begun.length > 0) return 1 + Math.min(...begun) / 1_000;
  if (words.includes(wanted)) return 2;
  return words.some((word) => word.startsWith(wanted)) ? 3 : null;
}

/** As names are compared. */
function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[\s_]+/g, ' ');
}

export const TONES = ['none', 'light', 'mediumLight', 'medium', 'mediumDark', 'dark'] as const;
export type Tone = (typeof TONES)[number];

const FIRST_TONE = 0x1f3fb;

/** With this colour of skin; where two people are on it, both have it. */
export function withTone(emoji: string, tone: Tone): string {
  const at = TONES.indexOf(tone);
  if (at === 0) return emoji;
  const sign = String.fromCodePoint(FIRST_TONE + at - 1);
  const [first = '', ...rest] = emoji;
  const others = rest.map((one) => (/[🧑👩👨]/u.test(one) ? one + sign : one));
  // A tone asks for colour itself.
  if (others[0] === '\ufe0f') others.shift();
  return [first, sign, ...others].join('');
}

/** In this colour of skin, where it has colours. */
export function inTone({ emoji, hasTones }: Emoji, tone: Tone): string {
  return hasTones ? withTone(emoji, tone) : emoji;
}

/** Found by names in another language too. */
export function withNamesOf(emojis: readonly Emoji[], others: readonly Emoji[]): Emoji[] {
  const other = new Map(others.map((one) => [one.emoji, one]));
  return emojis.map((one) => ({
    ...one,
    names: [...one.names, ...(other.get(one.emoji)?.names ?? [])],
    words: [...one.words, ...(other.get(one.emoji)?.words ?? [])],
  }));
}
