import { keepChoice, readChoice } from '../stored-choice.js';

/** On or off, as was chosen in this browser. */
export interface StoredSwitch {
  isOn: () => boolean;
  set: (on: boolean) => void;
}

function stored(key: string, initially: boolean): StoredSwitch {
  return {
    isOn: () => (readChoice(key, ['on', 'off']) ?? (initially ? 'on' : 'off')) === 'on',
    set: (on) => {
      keepChoice(key, on ? 'on' : 'off');
    },
  };
}

/** Off: Enter begins a new line, and it takes Ctrl or ⌘ to send. */
export const enterSends = stored('veche.enterSends', true);

/** Whether keys without Ctrl or Alt do something where nothing is being written; whoever speaks to the computer may not want it. */
export const letterKeys = stored('veche.letterKeys', true);

/** A chat opens at its end, also where something before it is unread. */
export const opensAtNewest = stored('veche.opensAtNewest', false);

/** Others see that one is writing. */
export const showsTyping = stored('veche.showsTyping', true);
