import type { KeyboardEvent } from 'react';
import { enterSends } from './switches.js';
import { touch } from './touch.js';

/** Where a finger has no Shift key at hand, Enter by itself never sends. */
export function enterAloneSends(): boolean {
  return enterSends.isOn() && !touch.matches;
}

/** In the middle of composing a character, whose keys are the input method's. */
export function isComposing(event: KeyboardEvent): boolean {
  // Safari ends the composition before the key event and tells it by key code 229 only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

export function isSendKey(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.shiftKey) return false;
  return event.ctrlKey || event.metaKey || enterAloneSends();
}
