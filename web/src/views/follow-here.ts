import type { MouseEvent } from 'react';
import { navigate } from 'wouter/use-browser-location';

/**
 * A press on a link leads there without loading the page anew, but where a key asks for another tab. As wouter's Link has it,
 * which is drawn again with each step, wherever it leads.
 */
export function followHere(event: MouseEvent<HTMLAnchorElement>): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  const { pathname, search, hash } = event.currentTarget;
  navigate(pathname + search + hash);
}
