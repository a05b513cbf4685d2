import { describe, expect, it } from '@jest/globals';
import type { Page, SearchHitView } from '../../src/contract/views.js';
import { excerptParts } from '../../web/src/state/excerpt-parts.js';
import { type Found, searchOn } from '../../web/src/state/search.js';
import { BLANK } from './support/blank-rows.js';
import { problem } from './support/model-server.js';

const hit: SearchHitView = { message: BLANK, excerpt: '' };
const page = (items: SearchHitView[], after: string | null): Found => ({
  data: { items, before: null, after } satisfies Page<SearchHitView>,
  failure: null,
});
const busy: Found = { data: null, failure: { ...problem('busy'), retryAfterMs: 70 } };

function asked(answers: Found[]) {
  const cursors: (string | undefined)[] = [];
  const waits: number[] = [];
  const deps = {
    search: (_query: unknown, after?: string) => {
      cursors.push(after);
      return Promise.resolve(answers[Math.min(cursors.length, answers.length) - 1]!);
    },
    wait: (ms: number) => Promise.resolve(void waits.push(ms)),
    over: () => false,
  };
  return { cursors, waits, deps };
}

describe('a search', () => {
  it('goes on behind pages without anything, and stops at the first that has something', async () => {
    const { deps, cursors } = asked([page([], 'a'), page([], 'b'), page([hit], 'c'), page([hit], null)]);
    expect(await searchOn(deps, { q: 'x' })).toEqual(page([hit], 'c'));
    expect(cursors).toEqual([undefined, 'a', 'b']);
  });

  it('asks the person before it looks through everything', async () => {
    const { deps, cursors } = asked([page([], 'a')]);
    expect(await searchOn(deps, { q: 'x' })).toEqual(page([], 'a'));
    expect(cursors).toHaveLength(5);
  });

  it('waits for its turn, but not for ever', async () => {
    const freed = asked([busy, busy, page([hit], null)]);
    expect(await searchOn(freed.deps, { q: 'x' })).toEqual(page([hit], null));
    expect(freed.waits).toEqual([70, 70]);
    const never = asked([busy]);
    expect(await searchOn(never.deps, { q: 'x' })).toEqual(busy);
    expect(never.cursors).toHaveLength(6);
  });

  it('is left alone once nobody waits for it', async () => {
    const { deps, cursors } = asked([page([], 'a')]);
    await searchOn({ ...deps, over: () => true }, { q: 'x' });
    expect(cursors).toHaveLength(1);
  });
});

describe('an excerpt', () => {
  it('is taken apart at what was found', () => {
    expect(excerptParts('…a \u{E000}b\u{E001} c\u{E000}d\u{E001}')).toEqual([
      { text: '…a ', found: false },
      { text: 'b', found: true },
      { text: ' c', found: false },
      { text: 'd', found: true },
    ]);
    expect(excerptParts('')).toEqual([]);
  });
});
