import { describe, expect, it } from '@jest/globals';
import { isoTime } from '../../src/common/iso-time.js';
import { dice } from '../../src/seed/dice.js';

describe('a time as it is shown', () => {
  it('is what the language itself writes, whatever was shown before', () => {
    const chance = dice('times');
    const edges = [0, 1, 86_399_999, 86_400_000, 951_782_400_000, 1_790_000_000_009, 253_402_300_800_000, -1];
    const times = Array.from({ length: 2_000 }, () => chance.whole(0, 4_000_000_000_000));
    for (const time of [...edges, ...times, ...edges]) expect(isoTime(time)).toBe(new Date(time).toISOString());
  });

  it('is nothing where there is none', () => {
    expect(isoTime(null)).toBeNull();
  });
});
