export interface Selection {
  text: string;
  start: number;
  end: number;
}

/** Puts stars around what is selected, or takes them away where they are; around spaces they would mean nothing. */
export function emphasised({ text, start, end }: Selection, stars: '*' | '**'): Selection {
  const chosen = text.slice(start, end);
  const from = start + (chosen.trim() === '' ? 0 : chosen.length - chosen.trimStart().length);
  const words = chosen.trim() === '' ? chosen : chosen.trim();
  const to = from + words.length;
  const before = /\**$/.exec(text.slice(0, from))?.[0].length ?? 0;
  const around = Math.min(before, /^\**/.exec(text.slice(to))?.[0].length ?? 0);
  const { length } = stars;
  // One star is italic, two are bold, three are both.
  const isThere = length === 2 ? around >= 2 : around % 2 === 1;
  return isThere
    ? { text: text.slice(0, from - length) + words + text.slice(to + length), start: from - length, end: to - length }
    : { text: text.slice(0, from) + stars + words + stars + text.slice(to), start: from + length, end: to + length };
}
