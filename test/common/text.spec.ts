import { describe, expect, it } from '@jest/globals';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsText } from '../../src/common/text.js';

class Line {
  @IsText({ min: 1, max: 5 })
  text!: unknown;
}
class Lines {
  @IsText({ min: 1, max: 5, multiline: true })
  text!: unknown;
}

const faults = (type: typeof Line, text: unknown) =>
  validateSync(plainToInstance(type, { text })).flatMap(({ constraints }) => Object.values(constraints ?? {}));

describe('text', () => {
  it.each(['a', '  a  ', 'абвгд', '😀😀😀😀😀', 'e\u0301', '\u202eabc', '\u200ba', '❤️'])('may be %j', (text) => {
    expect(faults(Line, text)).toEqual([]);
  });

  it.each([
    ['', '1 to 5 characters'],
    ['   ', '1 to 5 characters'],
    ['\u200b\u2060', '1 to 5 characters'],
    ['\u2800\u3164', '1 to 5 characters'],
    ['\u{e0041}', '1 to 5 characters'],
    ['abcdef', '1 to 5 characters'],
    ['😀😀😀😀😀😀', '1 to 5 characters'],
    ['a\u0000b', 'control characters'],
    ['a\u0085b', 'control characters'],
    ['a\nb', 'control characters'],
    ['\ud800', 'well-formed'],
    [7, 'must be text'],
    [null, 'must be text'],
    [['a'], 'must be text'],
  ])('may not be %j', (text, reason) => {
    expect(faults(Line, text).join()).toContain(reason);
  });

  it('of several lines keeps line breaks and tabs, and nothing else of its kind', () => {
    expect(faults(Lines, 'a\n\tb')).toEqual([]);
    expect(faults(Lines, 'a\u000bb')).not.toEqual([]);
    expect(plainToInstance(Lines, { text: ' a\r\nb ' }).text).toBe('a\nb');
  });
});
