import { type Emoji, parseEmojis } from '../state/emojis.js';
import type { Language } from '../state/languages.js';

const FILES = {
  en: () => import('virtual:emojis-en'),
  ru: () => import('virtual:emojis-ru'),
} as const;

const there = new Map<Language, readonly Emoji[]>();

/** Null until they have been fetched. */
export function heldEmojis(language: Language): readonly Emoji[] | null {
  return there.get(language) ?? null;
}

/** Those that this device can show. Rejects where they cannot be fetched; another call tries again. */
export async function fetchEmojis(language: Language): Promise<readonly Emoji[]> {
  const held = there.get(language);
  if (held) return held;
  const { default: lines } = await FILES[language]();
  const emojis = shown(parseEmojis(lines));
  there.set(language, emojis);
  return emojis;
}

/** Of every year the first one is tried: a system has all of a year or none. Windows has no flags of countries. */
function shown(emojis: readonly Emoji[]): readonly Emoji[] {
  const years = new Map<number, string>();
  for (const { version, emoji } of emojis) if (!years.has(version)) years.set(version, emoji);
  const newest = [...years.keys()].sort((a, b) => b - a).find((version) => isShown(years.get(version) ?? ''));
  // None at all: this device draws in one colour, or lets nobody look at what it draws.
  if (newest === undefined) return emojis;
  const flags = isShown('🇪🇺');
  return emojis.filter(({ version, emoji }) => version <= newest && (flags || !/\p{Regional_Indicator}/u.test(emoji)));
}

const PIXELS = 16;

/** Drawn as one sign that has colours of its own; what is missing takes the colour of the text, or falls apart. */
function isShown(emoji: string): boolean {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!context) return false;
  context.font = `${PIXELS}px 'Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', sans-serif`;
  if (context.measureText(emoji).width > context.measureText('🙂').width * 1.5) return false;
  context.fillStyle = '#f00';
  context.textBaseline = 'top';
  context.fillText(emoji, 0, 0);
  const { data } = context.getImageData(0, 0, PIXELS, PIXELS);
  return data.some((value, index) => index % 4 !== 0 && index % 4 !== 3 && value > 0);
}
