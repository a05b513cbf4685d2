import { describe, expect, it } from '@jest/globals';
import { faultOf, parseQuery, type SearchQuery } from '../../src/search/search-query.js';

const nothing: Omit<SearchQuery, 'words'> = { terms: [], from: [], in: [], since: null, until: null };
const day = (text: string) => Date.parse(`${text}T00:00:00Z`);

describe('a query', () => {
  it.each<[string, Partial<SearchQuery>]>([
    ['два слова', { terms: ['два', 'слов'] }],
    ['лопату Поездом картинки roofs Meetings', { terms: ['лопат', 'Поезд', 'картинк', 'roof', 'Meet'] }],
    // What would be less than four letters, or is not how the word begins.
    ['дела ёлки runs cities city deploy', { terms: ['дела', 'ёлки', 'runs', 'citi', 'city', 'deplo'] }],
    ['"лопату и вилы" "roofs"', { terms: ['лопату и вилы', 'roofs'] }],
    ['Straßen naïve 東京 привет! a1', { terms: ['Straßen', 'naïve', '東京', 'привет!', 'a1'] }],
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
    expect(parseQuery(text)).toMatchObject({ ...nothing, ...expected });
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
    expect(parseQuery(word)).toMatchObject({ ...nothing, terms: [word] });
  });

  it('composes letters and their marks', () => {
    expect(parseQuery('и\u0306од').terms).toEqual(['йод']);
  });

  it.each(['""', '"  "', '" "" "'])('%s asks for nothing', (text) => {
    expect(faultOf(parseQuery(text))).toMatch(/something/);
  });

  const words = (count: number, word = 'word', glue = ' ') =>
    Array.from({ length: count }, (_, number) => word + String.fromCharCode(97 + number)).join(glue);

  it('asks for twenty words, people and groups, and no more', () => {
    expect(faultOf(parseQuery(words(20, 'from:')))).toBeUndefined();
    expect(faultOf(parseQuery(`${words(20, 'from:')} word`))).toMatch(/20 words, people/);
  });

  it('asks for eight words and phrases, and no more', () => {
    expect(faultOf(parseQuery(`from:ann ${words(8)}`))).toBeUndefined();
    expect(faultOf(parseQuery(words(9)))).toMatch(/8 words and phrases/);
  });

  it.each(['', 'x', 'я'])('asks for three words of one or two characters, and no more: %s', (base) => {
    expect(faultOf(parseQuery(`long ${words(3, base)}`))).toBeUndefined();
    expect(faultOf(parseQuery(words(4, base)))).toMatch(/3 words of one or two/);
    // Marks are no characters.
    expect(faultOf(parseQuery(words(4, base).replaceAll(/(?= |$)/gu, '\u0331'.repeat(9))))).toMatch(/3 words of one/);
  });

  it('asks for words and phrases of forty characters, and no longer ones', () => {
    expect(faultOf(parseQuery('🎉'.repeat(40)))).toBeUndefined();
    expect(faultOf(parseQuery('🎉'.repeat(41)))).toMatch(/40 characters/);
    expect(faultOf(parseQuery(`"${'ab '.repeat(13)}ab"`))).toMatch(/40 characters/);
    expect(faultOf(parseQuery('x' + '\u0345'.repeat(199)))).toMatch(/40 characters/);
  });
});
