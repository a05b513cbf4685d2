import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';

const read = (path: string): string => readFileSync(`web/src/${path}`, 'utf8');
const sources = readdirSync('web/src/views')
  .map((file) => read(`views/${file}`))
  .join('\n');

describe('colours', () => {
  const style = read('style.css');
  const [, more = ''] = style.split('@media (prefers-contrast: more) {');
  const tokens = (selector: string, where = style): Map<string, string> => {
    const [, block = ''] = where.split(`${selector} {`);
    return new Map(
      [...block.split('}')[0]!.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name!, value!]),
    );
  };
  const luminance = (hex: string): number => {
    const [r, g, b] = [1, 3, 5]
      .map((i) => parseInt(hex.slice(i, i + 2), 16) / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (a: string, b: string): number => {
    const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (light! + 0.05) / (dark! + 0.05);
  };
  const grounds = ['page', 'panel', 'raised', 'hover', 'accent-soft'];
  const tones = Array.from({ length: 12 }, (_, i) => `tone-${i}`);
  const pairs: [string, string][] = [
    ...['ink', 'quiet', 'accent'].flatMap((text) => grounds.map((ground): [string, string] => [text, ground])),
    ...tones.flatMap((tone): [string, string][] => [
      [tone, 'page'],
      [tone, 'panel'],
    ]),
    ['on-accent', 'accent'],
    ['on-accent', 'accent-strong'],
    ['danger', 'page'],
    ['danger', 'raised'],
    ['danger', 'danger-soft'],
    ['warning', 'warning-soft'],
  ];

  it.each([':root', ":root[data-theme='dark']"])('of text on every ground reach 4.5:1 in %s', (selector) => {
    const colour = tokens(selector);
    expect(colour.size).toBeGreaterThan(25);
    const weak = pairs.filter(([text, ground]) => contrast(colour.get(text)!, colour.get(ground)!) < 4.5);
    expect(weak).toEqual([]);
  });

  it.each([':root', ":root[data-theme='dark']"])('of the edges of fields reach 3:1 in %s', (selector) => {
    const colour = tokens(selector);
    for (const ground of ['page', 'raised', 'panel'])
      expect(contrast(colour.get('edge')!, colour.get(ground)!)).toBeGreaterThanOrEqual(3);
  });

  it.each([':root', ":root[data-theme='dark']"])(
    'reach 7:1, and lines 3:1, for who asks for more contrast in %s',
    (selector) => {
      const asked = tokens(selector, more);
      const colour = new Map([...tokens(selector), ...asked]);
      expect(asked.size).toBeGreaterThan(5);
      const named = pairs.filter(([text]) => !text.startsWith('tone-'));
      const weak = named.filter(([text, ground]) => contrast(colour.get(text)!, colour.get(ground)!) < 7);
      expect(weak).toEqual([]);
      for (const ground of grounds)
        expect(contrast(colour.get('line')!, colour.get(ground)!)).toBeGreaterThanOrEqual(3);
    },
  );
});

describe('texts', () => {
  const catalogue = (language: string): Map<string, string> =>
    new Map(
      [...read(`locales/${language}.po`).matchAll(/^msgid "(.+)"\nmsgstr "(.*)"$/gm)].map(([, id, text]) => [
        id!,
        text!,
      ]),
    );
  const used = [...sources.matchAll(/(?:i18n\._\(\s*|<Trans id=|\/\*i18n\*\/ )["']([\w.]+)["']/g)].map(([, id]) => id!);

  it.each(['en', 'ru'])('that the pages use are all there in %s, and no others', (language) => {
    const texts = catalogue(language);
    expect(used.length).toBeGreaterThan(80);
    expect([...texts.keys()].sort()).toEqual([...new Set(used)].sort());
    expect([...texts.values()]).not.toContain('');
  });

  it('have the same placeholders in both languages', () => {
    const names = (text: string): string[] =>
      [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name!))]
        .filter((name) => /^(count|left|over|seconds|name|device|time|min|max)$/.test(name))
        .sort();
    const russian = catalogue('ru');
    for (const [id, text] of catalogue('en')) expect([id, names(russian.get(id)!)]).toEqual([id, names(text)]);
  });

  it('that count have the four Russian forms', () => {
    for (const [id, text] of catalogue('ru')) {
      if (text.includes('plural,'))
        expect([id, ['one', 'few', 'many', 'other'].filter((form) => !text.includes(`${form} {`))]).toEqual([id, []]);
    }
  });
});

describe('pages', () => {
  it('write nothing as markup and load nothing from elsewhere', () => {
    expect(sources).not.toMatch(/dangerouslySetInnerHTML|innerHTML/);
    expect(readFileSync('web/index.html', 'utf8') + sources).not.toMatch(/(?:src|href)=["'{`]+https?:/);
  });

  it('have no inline script or style, which the content security policy would refuse', () => {
    const page = readFileSync('web/index.html', 'utf8');
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=/);
  });
});
