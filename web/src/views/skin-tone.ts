import { type Tone, TONES } from '../state/emojis.js';
import { keepChoice, readChoice } from '../stored-choice.js';

const KEY = 'veche.skinTone';

/** The colour of skin that emojis get on this device. */
export function chosenTone(): Tone {
  return readChoice(KEY, TONES) ?? 'none';
}

export function chooseTone(tone: Tone): void {
  keepChoice(KEY, tone);
}
