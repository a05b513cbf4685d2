import { useSearch } from 'wouter';

const followed = new Set<string>();
let entries = 0;

/** Whether the browser comes back to an entry of its history, and not anew to the message that the address names. */
export function isFollowed(): boolean {
  return followed.has(entryOf(history.state));
}

/** Notes that the address was followed, and answers whether this is the first time. */
export function follow(): boolean {
  if (isFollowed()) return false;
  const entry = entryOf(history.state) || `${performance.timeOrigin} ${++entries}`;
  followed.add(entry);
  history.replaceState({ ...history.state, entry }, '');
  return true;
}

function entryOf(state: unknown): string {
  return (state as { entry?: string } | null)?.entry ?? '';
}

/** Number of the message that the address leads to. */
export function useNamedMessage(): number | null {
  return namedIn(useSearch());
}

export function namedIn(search: string): number | null {
  const named = new URLSearchParams(search).get('message') ?? '';
  return /^[1-9]\d{0,14}$/.test(named) ? Number(named) : null;
}
