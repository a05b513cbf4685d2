import { keepChoice, onChosenElsewhere, readChoice } from '../stored-choice.js';

/** On or off, as was chosen in this browser. */
export interface StoredSwitch {
  isOn: () => boolean;
  set: (on: boolean) => void;
  /** Tells when another tab chose. @returns the way to stop */
  onElsewhere: (tell: () => void) => () => void;
}

function stored(key: string, initially: boolean, [on, off]: [string, string] = ['on', 'off']): StoredSwitch {
  return {
    isOn: () => (readChoice(key, [on, off]) ?? (initially ? on : off)) === on,
    set: (next) => {
      keepChoice(key, next ? on : off);
    },
    onElsewhere: (tell) => onChosenElsewhere(key, tell),
  };
}

/** Off: Enter begins a new line, and it takes Ctrl or ⌘ to send. */
export const enterSends = stored('veche.enter', true, ['sends', 'breaks']);

/** Whether keys without Ctrl or Alt do something where nothing is being written; whoever speaks to the computer may not want it. */
export const letterKeys = stored('veche.letterKeys', true);

/** A chat opens at its end, also where something before it is unread. */
export const opensAtNewest = stored('veche.opensAtNewest', false);

/** Others see that one is writing. */
export const showsTyping = stored('veche.showsTyping', true);
