// How a term becomes a condition. Whatever a person writes stands between quotation marks or behind a backslash.

/** A condition, and what stands for its question marks. */
type Condition = [text: string, ...parameters: string[]];

/** Three characters or more, as the tokenizers count: the mark on a letter is no character. */
export const isLong = (term: string): boolean => [...term.replace(/\p{M}/gu, '')].length >= 3;

/** Whether the index can be asked for the term: both know three characters in a row, pg_trgm letters and digits alone. */
export const hasTrigram = (term: string, isPostgres: boolean): boolean =>
  isPostgres ? /[\p{L}\p{N}]{3}/u.test(term) : isLong(term);

/** The term for FTS5. */
export const match = (term: string): string => `"${term.replaceAll('"', '""')}"`;

/** The term for the index of PostgreSQL; see message_fold in the migrations. */
export const like = (term: string): Condition => [
  '"message_fold"(m."body") LIKE "message_fold"(?)',
  `%${term.replace(/[\\%_]/g, '\\$&')}%`,
];

/**
 * A term of one or two characters in any case: every way to write it is looked for, since SQLite itself folds ASCII alone.
 * At most nine ways, however many marks the characters carry.
 */
export function holds(term: string, isPostgres: boolean): Condition {
  const find = isPostgres ? 'strpos' : 'instr';
  const ways = waysToWrite(term);
  return [`(${ways.map(() => `${find}(m."body", ?) > 0`).join(' OR ')})`, ...ways];
}

/**
 * Of one or two code points each is varied by itself: at most three by three, where upper, lower and given case differ. A
 * term that is longer by its marks is varied as a whole: at most three.
 */
function waysToWrite(term: string): string[] {
  const [first = '', second = '', ...more] = [...term];
  if (more.length > 0) return casesOf(term);
  return casesOf(first).flatMap((way) => casesOf(second).map((other) => way + other));
}

const casesOf = (text: string): string[] => [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
