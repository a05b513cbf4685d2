import { describe, expect, it } from '@jest/globals';
import Database from 'better-sqlite3';
import { comparison, fold, match, waysToWrite } from '../../src/search/search-terms.js';
import { onPostgres } from '../support/database.js';

describe('a term too short for the index', () => {
  it.each([
    ['я', ['я', 'Я']],
    ['会', ['会']],
    ['Ab', ['Ab', 'AB', 'ab', 'aB']],
    ['ǅǅ', ['ǅǅ', 'ǅǆ', 'ǅǄ', 'ǆǅ', 'ǆǆ', 'ǆǄ', 'Ǆǅ', 'Ǆǆ', 'ǄǄ']],
    ['Да\u0331', ['Да\u0331', 'да\u0331', 'ДА\u0331']],
  ])('%s is looked for in every case', (term, ways) => {
    expect(waysToWrite(term)).toEqual(ways);
  });

  it.each(['x', 'xy', 'ǅǅ', ''])(
    'has at most nine ways to be written, with a hundred and ninety-nine marks: %s',
    (base) => {
      for (const mark of ['\u0345', '\u0301', '\u{1E944}']) {
        expect(waysToWrite(base + mark.repeat(199)).length).toBeLessThanOrEqual(9);
        expect(waysToWrite(base + mark).length).toBeLessThanOrEqual(9);
      }
    },
  );
});

describe('a comparison', () => {
  it.each([
    ['ТЕКСТЫ', 'те тексты'],
    ['café au', 'CAFE\u0301 AU LAIT'],
    ['замок', 'за\u0301мо\u0301к'],
    ['λόγος', 'ΛΌΓΟΣ'],
    ['việt nam', 'Viet Nam'],
  ])('finds %s in %s', (term, body) => {
    expect(comparison([term])(body)).toBe(true);
  });

  it.each([
    ['мои дом', 'мой дом'],
    ['елка', 'ёлка'],
    ['abcd', 'abc bcd'],
  ])('does not find %s in %s', (term, body) => {
    expect(comparison([term])(body)).toBe(false);
  });

  it('asks for every term', () => {
    expect(comparison(['one', 'tw', 'three'])('Three TWO one')).toBe(true);
    expect(comparison(['one', 'tw', 'three'])('three one')).toBe(false);
  });
});

describe('the index of SQLite', () => {
  it('is asked for every three characters, each once', () => {
    expect(match('abcd')).toBe('body:"abc" AND body:"bcd"');
    expect(match('a'.repeat(40))).toBe('body:"aaa"');
    expect(match('"a"b')).toBe('body:"""a""" AND body:"a""b"');
    expect(match('да\u0331\u0331х')).toBe('body:"да\u0331\u0331х"');
  });

  if (!onPostgres)
    it('holds letters as one only where the comparison does, so that it hides nothing', () => {
      const db = new Database(':memory:');
      db.exec(`CREATE VIRTUAL TABLE t USING fts5(x, tokenize='trigram remove_diacritics 1');
      CREATE VIRTUAL TABLE v USING fts5vocab(t, instance)`);
      const insert = db.prepare('INSERT INTO t (rowid, x) VALUES (?, ?)');
      db.transaction(() => {
        for (let code = 0x21; code < 0x1_f000; code++) {
          const character = String.fromCodePoint(code);
          if (/[\p{L}\p{N}\p{P}\p{S}]/u.test(character)) insert.run(code, `z${character}z`);
        }
      })();
      const rows = db.prepare('SELECT doc, term FROM v').all() as { doc: number; term: string }[];
      db.close();
      const apart = rows.filter(({ doc, term }) => fold(`z${String.fromCodePoint(doc)}z`) !== fold(term));
      expect(rows.length).toBeGreaterThan(79_000);
      expect(apart).toEqual([]);
    });
});
