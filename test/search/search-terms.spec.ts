import { describe, expect, it } from '@jest/globals';
import { holds } from '../../src/search/search-terms.js';

const waysOf = (term: string) => holds(term, false).slice(1);

describe('a term too short for the index', () => {
  it.each([
    ['я', ['я', 'Я']],
    ['会', ['会']],
    ['Ab', ['Ab', 'AB', 'ab', 'aB']],
    ['ǅǅ', ['ǅǅ', 'ǅǆ', 'ǅǄ', 'ǆǅ', 'ǆǆ', 'ǆǄ', 'Ǆǅ', 'Ǆǆ', 'ǄǄ']],
    ['Да\u0331', ['Да\u0331', 'да\u0331', 'ДА\u0331']],
  ])('%s is looked for in every case', (term, ways) => {
    expect(waysOf(term)).toEqual(ways);
  });

  it.each(['x', 'xy', 'ǅǅ', ''])(
    'has at most nine ways to be written, with a hundred and ninety-nine marks: %s',
    (base) => {
      for (const mark of ['\u0345', '\u0301', '\u{1E944}']) {
        expect(waysOf(base + mark.repeat(199)).length).toBeLessThanOrEqual(9);
        expect(waysOf(base + mark).length).toBeLessThanOrEqual(9);
      }
    },
  );
});
