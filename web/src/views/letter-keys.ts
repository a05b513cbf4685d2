import { keepChoice, readChoice } from '../stored-choice.js';

const KEY = 'veche.letterKeys';

/** Whether keys without Ctrl or Alt do something where nothing is being written; whoever speaks to the computer may not want it. */
export function letterKeysOn(): boolean {
  return readChoice(KEY, ['on', 'off']) !== 'off';
}

export function setLetterKeys(on: boolean): void {
  keepChoice(KEY, on ? 'on' : 'off');
}
