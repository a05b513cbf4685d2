import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as russian } from '@orama/stemmers/russian';

/** Less than this is in too many other words. */
const MIN_LETTERS = 4;

/**
 * What the forms of an English or Russian word begin with, by the algorithms of Snowball, as far as the word itself begins
 * so: it is looked for as a part of words. The word as it is where that is less than four letters, or in another script.
 */
export function stemOf(word: string): string {
  const stemmer = /^[a-z]+$/i.test(word) ? english : /^[а-яё]+$/i.test(word) ? russian : null;
  if (!stemmer) return word;
  const lower = word.toLowerCase();
  const stem = stemmer(lower);
  let length = 0;
  while (length < stem.length && stem[length] === lower[length]) length++;
  return length < MIN_LETTERS ? word : word.slice(0, length);
}
