import type { I18n } from '@lingui/core';
import { countCharacters } from '../state/count-characters.js';

/** How much of the room is left when it begins to be said. */
const NEAR = 0.2;

interface RoomLeft {
  hint?: string;
  error?: string;
}

/** Nothing while there is room enough. */
export function roomLeft(i18n: I18n, text: string, limit: number): RoomLeft {
  const left = limit - countCharacters(text.trim());
  if (left < 0) return { error: i18n._('composer.tooLong', { over: -left }) };
  return left <= limit * NEAR ? { hint: i18n._('composer.count', { left }) } : {};
}
