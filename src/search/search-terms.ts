// How a term becomes a condition or a comparison. Whatever a person writes stands between quotation marks or behind a backslash.

/** A condition, and what stands for its question marks. */
type Condition = [text: string, ...parameters: string[]];

/** Three characters or more, as the tokenizers count: the mark on a letter is no character. */
export const isLong = (term: string): boolean => [...term.replace(/\p{M}/gu, '')].length >= 3;

/** Whether the index can be asked for the term: both know three characters in a row, pg_trgm letters and digits alone. */
export const hasTrigram = (term: string, isPostgres: boolean): boolean =>
  isPostgres ? /[\p{L}\p{N}]{3}/u.test(term) : isLong(term);

/**
 * The term for FTS5: all that three characters in a row of it must be in the body, wherever. Not as a phrase: FTS5 compares
 * the places of every part of a phrase in every message, which takes seconds where they are alike. See comparison().
 */
export const match = (term: string): string =>
  [...new Set(piecesOf(term))].map((piece) => `body:"${piece.replaceAll('"', '""')}"`).join(' AND ');

/** Whether all that match() asks for is the term itself. */
export const isPiece = (term: string): boolean => [...term].length === 3 && isLong(term);

/** Every three characters in a row, with the marks between them. */
function piecesOf(term: string): string[] {
  const all = [...term];
  const places = all.flatMap((character, place) => (/\p{M}/u.test(character) ? [] : [place]));
  return places.slice(2).map((end, number) => all.slice(places[number], end + 1).join(''));
}

/** The term for the index of PostgreSQL; see message_fold in the migrations. */
export const like = (term: string): Condition => [
  '"message_fold"(m."body") LIKE "message_fold"(?)',
  `%${term.replace(/[\\%_]/g, '\\$&')}%`,
];

/**
 * Whether a body holds all of the terms: those of one or two characters in upper, lower and given case, the others as the
 * databases compare.
 */
export function comparison(terms: readonly string[]): (body: string) => boolean {
  const short = terms.filter((term) => !isLong(term)).map(waysToWrite);
  const long = terms.filter(isLong).map(fold);
  return (body) => {
    if (!short.every((ways) => ways.some((way) => body.includes(way)))) return false;
    if (long.length === 0) return true;
    const folded = fold(body);
    return long.every((term) => folded.includes(term));
  };
}

/** Without case, Latin letters without their marks, and no letter with a mark that makes no letter of its own. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .normalize('NFD')
    .replace(/([a-z])[\u0300-\u036f]+/gu, '$1')
    .normalize('NFC')
    .replace(/[\u0300-\u036f]+/gu, '');

/**
 * At most nine, however many marks a term carries. Of one or two code points each is varied by itself: at most three by
 * three, where upper, lower and given case differ. A term that is longer by its marks is varied as a whole: at most three.
 */
export function waysToWrite(term: string): string[] {
  const [first = '', second = '', ...more] = [...term];
  if (more.length > 0) return casesOf(term);
  return casesOf(first).flatMap((way) => casesOf(second).map((other) => way + other));
}

const casesOf = (text: string): string[] => [...new Set([text, text.toLowerCase(), text.toUpperCase()])];
