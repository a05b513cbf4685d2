import { describe, expect, it } from '@jest/globals';
import { excerptOf } from '../../src/search/excerpt.js';

/** The marks as brackets, to be seen. */
const excerpt = (body: string, ...terms: string[]) =>
  excerptOf(body, terms).replaceAll('\u{E000}', '[').replaceAll('\u{E001}', ']');

describe('an excerpt', () => {
  it.each([
    ['Привет, Мир', ['мир'], 'Привет, [Мир]'],
    ['ЁЖ и ёж', ['ёж'], '[ЁЖ] и [ёж]'],
    ['Café Cafe\u0301 cafe', ['cafe'], '[Café] [Café] [cafe]'],
    ['мой мои', ['мои'], 'мой [мои]'],
    ['明日の会議室', ['会議'], '明日の[会議]室'],
    ['hello world', ['lo wo', 'world'], 'hel[lo world]'],
    ['line\n\tline', ['line'], '[line] [line]'],
    ['a\u{E000}b\u{E001}c', ['abc'], '[abc]'],
    ['😀🎉😀', ['🎉'], '😀[🎉]😀'],
    ['nothing of it', ['else'], 'nothing of it'],
    ['all', [], 'all'],
    ['İstanbul', ['stan'], 'İ[stan]bul'],
  ])('of %j for %j is %j', (body, terms, expected) => {
    expect(excerpt(body, ...terms)).toBe(expected);
  });

  it('is the part of a long text around the first thing found, at most 160 characters of it', () => {
    const long = `${'до '.repeat(500)}НАЙДЁНО ${'после '.repeat(500)}`;
    const part = excerpt(long, 'найдёно');
    expect(part).toMatch(/^… ?(до )+\[НАЙДЁНО\] (после )+(п|по|пос|посл|после)?…$/);
    expect([...part].length).toBeLessThanOrEqual(160 + 4);
  });

  it('reaches to the end of a long text, and never cuts a character in two', () => {
    expect(excerpt(`${'😀'.repeat(300)}end`, 'end')).toBe(`…${'😀'.repeat(157)}[end]`);
    expect(excerpt('😀'.repeat(300))).toBe(`${'😀'.repeat(160)}…`);
  });

  it('of a text twice as long takes about twice as long', () => {
    const time = (length: number) => {
      const started = performance.now();
      for (let round = 0; round < 40; round++) excerpt('Ж'.repeat(length), 'жж', 'ж', 'a');
      return performance.now() - started;
    };
    time(4_000);
    expect(time(4_000)).toBeLessThan(10 * time(2_000));
  });
});
