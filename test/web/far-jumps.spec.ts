import { describe, expect, it } from '@jest/globals';
import { reordered } from '../../web/src/state/far-jumps.js';

const ids = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));
const toTop = (list: readonly string[], id: string): string[] => [id, ...list.filter((one) => one !== id)];
const from = (list: readonly string[], jumps = {}) => ({ ids: list, jumps });

describe('a list whose order changes', () => {
  const list = ids(200);

  it('has another element for what jumped over many, once more each time', () => {
    const once = reordered(from(list), toTop(list, '150'), undefined);
    expect(once).toEqual({ ids: toTop(list, '150'), jumps: { 150: 1 } });
    expect(reordered(once, toTop(list, '150'), undefined).jumps).toEqual({ 150: 1 });
    const back = reordered(once, list, undefined);
    expect(reordered(back, toTop(list, '150'), undefined).jumps).toEqual({ 150: 2 });
  });

  it('keeps all of them where a few were jumped over, where one went down, came or left, and where many changed', () => {
    for (const now of [
      toTop(list, '10'),
      [...list.slice(1), '0'],
      ['new', ...list],
      list.slice(1),
      [...list].reverse(),
    ])
      expect(reordered(from(list), now, undefined).jumps).toEqual({});
  });

  it('keeps the one that has the focus', () => {
    expect(reordered(from(list), toTop(list, '150'), '150').jumps).toEqual({});
  });
});
