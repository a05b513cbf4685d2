// Asks for messages until there is something to show: one answer looks at a part of them only, and one search runs at a time.
import type { Page, SearchHitView } from '../../../src/contract/views.js';
import type { SearchQuery } from '../api/doors.js';
import type { Answer } from './model.js';

export type Found = Answer<Page<SearchHitView>>;

interface SearchDeps {
  search: (query: SearchQuery, after?: string) => Promise<Found>;
  wait: (ms: number) => Promise<void>;
  /** Nobody waits for the answer any more. */
  over: () => boolean;
}

/** How many parts are looked at without finding anything, and how often another search is waited for, before asking the person. */
const PARTS = 5;
const TRIES = 6;
const PAUSE_MS = 500;

export async function searchOn(deps: SearchDeps, query: SearchQuery, after?: string): Promise<Found> {
  let found = await whenFree(deps, query, after);
  for (let part = 1; part < PARTS && !deps.over(); part++) {
    const { data } = found;
    if (data === null || data.items.length > 0 || data.after === null) break;
    found = await whenFree(deps, query, data.after);
  }
  return found;
}

async function whenFree({ search, wait, over }: SearchDeps, query: SearchQuery, after?: string): Promise<Found> {
  let found = await search(query, after);
  for (let tries = 1; tries < TRIES && !over(); tries++) {
    const { failure } = found;
    if (failure === null || failure === 'unreachable' || failure.code !== 'busy') break;
    await wait(failure.retryAfterMs ?? PAUSE_MS);
    found = await search(query, after);
  }
  return found;
}
