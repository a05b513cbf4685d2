import { type KeyboardEvent, useState } from 'react';
import { isComposing } from './enter-key.js';

interface ListKeys {
  /** The option that Enter takes. */
  at: number;
  /** Back to the first. */
  reset: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

/** Arrows go round the options of a list while the focus stays in its field; Enter takes one. */
export function useListKeys(options: readonly { take: () => void }[]): ListKeys {
  const [wanted, setWanted] = useState(0);
  const { length } = options;
  const at = Math.min(wanted, Math.max(0, length - 1));
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter and the arrows choose among the characters of an input method then.
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'ArrowDown') setWanted((at + 1) % Math.max(1, length));
    else if (event.key === 'ArrowUp') setWanted((at - 1 + length) % Math.max(1, length));
    else if (event.key === 'Enter') options[at]?.take();
    else return;
    event.preventDefault();
  };
  return {
    at,
    reset: () => {
      setWanted(0);
    },
    onKeyDown,
  };
}
