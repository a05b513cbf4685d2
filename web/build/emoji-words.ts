import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Plugin } from 'vite';
import { LANGUAGES, type Language } from '../src/state/languages.js';

interface Emojibase {
  hexcode: string;
  emoji: string;
  label: string;
  tags?: string[];
  group?: number;
  version: number;
  skins?: unknown[];
}

const ID = 'virtual:emojis-';
/** Skin tones and hair by themselves. */
const COMPONENTS = 2;
const require = createRequire(import.meta.url);

/**
 * `virtual:emojis-en` and `-ru`: all emojis with their names in one language, as `parseEmojis` reads them. Made of
 * emojibase-data, whose own files are twice as large.
 */
export function emojiWords(): Plugin {
  return {
    name: 'emoji-words',
    resolveId: (id) => (id.startsWith(ID) ? `\0${id}` : undefined),
    load: (id) => {
      const language = LANGUAGES.find((one) => id === `\0${ID}${one}`);
      return language && `export default ${JSON.stringify(emojiLines(language))};`;
    },
  };
}

export function emojiLines(language: Language): string {
  const codes = language === 'en' ? shortcodes() : new Map<string, Set<string>>();
  return (read(`${language}/data.json`) as Emojibase[])
    .flatMap(({ hexcode, emoji, label, tags = [], group = COMPONENTS, version, skins }) => {
      if (group === COMPONENTS) return [];
      const tones = skins ? 1 : 0;
      const columns = [spelling(emoji), group, version, tones, label, [...(codes.get(hexcode) ?? [])].join('|')];
      return [[...columns, tags.join('|')].join('\t')];
    })
    .join('\n');
}

/** What people know from other chats. */
function shortcodes(): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const set of ['github', 'iamcal', 'emojibase']) {
    const named = read(`en/shortcodes/${set}.json`) as Record<string, string | string[]>;
    for (const [hexcode, codes] of Object.entries(named)) {
      const known = all.get(hexcode) ?? new Set();
      for (const code of [codes].flat()) known.add(code);
      all.set(hexcode, known);
    }
  }
  return all;
}

/** As Unicode recommends it: the sign that asks for colour only where without it there would be none. */
function spelling(emoji: string): string {
  return /^\p{Emoji_Presentation}\ufe0f$/u.test(emoji) ? emoji.slice(0, -1) : emoji;
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(require.resolve(`emojibase-data/${file}`), 'utf8'));
}
