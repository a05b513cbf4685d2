import { expect, it } from '@jest/globals';
import { csvLine } from '../../src/admin/csv.js';

it('quotes every text, and nothing else', () => {
  expect(csvLine(['a "word", and\nanother', 7, -7, true, null, undefined, ''])).toBe(
    '"a ""word"", and\nanother",7,-7,true,,,""\r\n',
  );
});

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1'])(
  'puts an apostrophe before %j, which a spreadsheet would run',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  },
);

it('leaves alone what only holds such a sign', () => {
  expect(csvLine(['1=1', ' =1', "'=1"])).toBe(`"1=1"," =1","'=1"\r\n`);
});
