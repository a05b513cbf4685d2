import { LIMITS } from '../contract/limits.js';

/** What must not be in a name: control characters, and what turns the direction of writing ("photo<RLO>gnp.exe"). */
const HIDDEN = /[\p{Cc}\p{Bidi_Control}\p{Cs}\u2028\u2029]/gu;

/** Nothing that anybody could see or click on, dots aside. */
const BLANK = /^[\s.\p{Default_Ignorable_Code_Point}]*$/u;

/**
 * A name to show and to save under, made of what the sender says: no path, nothing that is not seen, at most
 * LIMITS.uploadName characters, its ending kept. Never empty.
 */
export function uploadName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const name = last.toWellFormed().replace(HIDDEN, '').trim();
  if (BLANK.test(name)) return 'file';
  const characters = [...name];
  if (characters.length <= LIMITS.uploadName) return name;
  const ending = [...(/\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '')];
  return [...characters.slice(0, LIMITS.uploadName - ending.length), ...ending].join('');
}
