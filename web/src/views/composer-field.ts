import { type RefObject, useLayoutEffect } from 'react';
import { touch } from './touch.js';

/** A channel that was just made takes a moment to come. */
const WITHIN_MS = 5_000;

let awaited = { channelId: '', since: -Infinity };

/** Where one writes, if the page has such a place. */
export function composerField(): HTMLTextAreaElement | null {
  return document.querySelector('main textarea[aria-autocomplete]');
}

/** Once the page that was gone to is there. Not where that would bring up a keyboard on the screen. */
export function focusComposer(): void {
  if (touch.matches) return;
  requestAnimationFrame(() => {
    composerField()?.focus();
  });
}

/** The same for a channel that this page may not know yet. */
export function focusComposerOf(channelId: string): void {
  awaited = { channelId, since: performance.now() };
  focusComposer();
}

export function isComposerAwaited(channelId: string): boolean {
  return !touch.matches && awaited.channelId === channelId && performance.now() - awaited.since < WITHIN_MS;
}

/** Whoever comes to what is written already goes on at its end: a field that was just drawn has its caret at the beginning. */
export function useCaretAtEnd(area: RefObject<HTMLTextAreaElement | null>): void {
  useLayoutEffect(() => {
    const end = area.current?.value.length ?? 0;
    area.current?.setSelectionRange(end, end);
  }, [area]);
}
