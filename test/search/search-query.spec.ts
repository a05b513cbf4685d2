import { describe, expect, it } from '@jest/globals';
import { faultOf, parseQuery, type SearchQuery } from '../../src/search/search-query.js';

const nothing: SearchQuery = { terms: [], from: [], in: [], since: null, until: null };
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe('a query', () => {
  it.each<[string, Partial<SearchQuery>]>([
    ['два слова', { terms: ['два', 'слова'] }],
    ['one one', { terms: ['one'] }],
    ['"a whole phrase" word', { terms: ['a whole phrase', 'word'] }],
    ['"never closed phrase', { terms: ['never closed phrase'] }],
    ['from:Ann hello', { from: ['ann'], terms: ['hello'] }],
    ['From:@Ann FROM:боб', { from: ['ann', 'боб'] }],
    ['in:"My Group" in:general', { in: ['my group', 'general'] }],
    ['after:2026-01-31', { since: day('2026-01-31') }],
    ['before:2026-02-01 before:2026-01-01', { until: day('2026-01-01') }],
    ['after:2026-02-01 after:2026-03-01', { since: day('2026-03-01') }],
  ])('%s', (text, expected) => {
    expect(parseQuery(text)).toEqual({ ...nothing, ...expected });
  });

  it.each([
    'has:file',
    'https://example.org',
    'before:tomorrow',
    'before:2026-02-30',
    'before:2026-13-01',
    'from:',
    'in:""',
    '*',
    '-word',
    'a:b:c',
    'xfrom:ann',
    'NOT',
    'a"b',
  ])('holds %s as a plain word', (word) => {
    expect(parseQuery(word)).toEqual({ ...nothing, terms: [word] });
  });

  it('composes letters and their marks', () => {
    expect(parseQuery('и\u0306од').terms).toEqual(['йод']);
  });

  it.each(['""', '"  "', '" "" "'])('%s asks for nothing', (text) => {
    expect(faultOf(parseQuery(text))).toMatch(/something/);
  });

  it('asks for twenty words and no more', () => {
    const words = (count: number) => Array.from({ length: count }, (_, number) => `w${number}`).join(' ');
    expect(faultOf(parseQuery(words(20)))).toBeUndefined();
    expect(faultOf(parseQuery(`${words(20)} from:ann`))).toMatch(/20/);
  });
});
