import { nameKey } from '../channels/name-key.js';
import { LIMITS } from '../contract/limits.js';
import { usernameKey } from '../users/username.js';
import { isLong } from './search-terms.js';
import { stemOf } from './word-stem.js';

/** What a person asked for. A message must hold all `terms`, and any one of `from` and of `in`. */
export interface SearchQuery {
  /** Stems of words, and phrases as they were written. */
  terms: string[];
  /** The same words as they were written, to be marked where they are found. */
  words: string[];
  /** As usernameKey() makes them. */
  from: string[];
  /** As nameKey() makes them. */
  in: string[];
  /** Sent at this time or later, and earlier than that time: milliseconds since the epoch. */
  since: number | null;
  until: number | null;
}

/** A word, or whatever stands between quotation marks (to the end, where the second is missing), maybe with an operator. */
const TOKEN = /(?:(from|in|before|after):(?=\S))?(?:"([^"]*)(?:"|$)|(\S+))/giu;

/**
 * Reads `words "a phrase" from:ann in:"my group" before:2026-01-31 after:2026-01-01`. The days begin at midnight UTC; the
 * day of `after` is in, the day of `before` is not. Nothing is an error: what is no operator with a value that it can
 * have, is a word to look for. Words are found in their other forms, what stands between quotation marks as it is.
 */
export function parseQuery(text: string): SearchQuery {
  const query: SearchQuery = { terms: [], words: [], from: [], in: [], since: null, until: null };
  for (const [all, operator = '', phrase, word] of text.normalize('NFC').matchAll(TOKEN)) {
    const value = (phrase ?? word ?? '').trim();
    if (apply(query, operator.toLowerCase(), value)) continue;
    const isWord = !operator && phrase === undefined;
    query.terms.push(operator ? all : isWord ? stemOf(value) : value);
    if (isWord) query.words.push(value);
  }
  query.terms = [...new Set(query.terms)].filter((term) => term !== '');
  return query;
}

/** Words, phrases, people and groups of one query. */
const MAX_WORDS = 20;

/** What is wrong with a query, if anything is: it asks for nothing, or for more than a search may cost. */
export function faultOf({ terms, from, in: places, since, until }: SearchQuery): string | undefined {
  const words = terms.length + from.length + places.length;
  if (words === 0 && since === null && until === null) return 'q must hold something to look for';
  if (words > MAX_WORDS) return `q must hold at most ${MAX_WORDS} words, people and groups`;
  const { searchTerms, searchShortTerms, searchTerm } = LIMITS;
  if (terms.length > searchTerms) return `q must hold at most ${searchTerms} words and phrases`;
  if (terms.some((term) => [...term].length > searchTerm)) {
    return `q must hold no word or phrase of more than ${searchTerm} characters`;
  }
  return terms.filter((term) => !isLong(term)).length > searchShortTerms
    ? `q must hold at most ${searchShortTerms} words of one or two characters`
    : undefined;
}

function apply(query: SearchQuery, operator: string, value: string): boolean {
  if (value === '') return operator === '';
  if (operator === 'from') query.from.push(usernameKey(value.replace(/^@/, '')));
  else if (operator === 'in') query.in.push(nameKey(value));
  else {
    const day = startOfDay(value);
    if (operator === '' || day === null) return false;
    if (operator === 'after') query.since = Math.max(query.since ?? day, day);
    else query.until = Math.min(query.until ?? day, day);
  }
  return true;
}

function startOfDay(value: string): number | null {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return null;
  const time = new Date(`${value}T00:00:00Z`);
  // The 30th of February would be the 2nd of March.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(value) ? time.getTime() : null;
}
