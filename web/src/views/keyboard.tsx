import { useEffect, useEffectEvent } from 'react';
import { composerField } from './composer-field.js';
import { isInField, isPrintable, isSomethingOpen } from './key-places.js';
import { actionOf } from './keyboard-map.js';
import { letterKeys } from './switches.js';
import { useKeyActions } from './use-key-actions.js';

export interface KeyboardProps {
  onSwitch: () => void;
}

/** Listens for the keys that work wherever one is on the page. */
export default function Keyboard({ onSwitch }: KeyboardProps): null {
  const act = useKeyActions(onSwitch);
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (isPrintable(event) && (isInField() || !letterKeys.isOn())) return;
    // What is open comes before the page: it has keys of its own, and may hold something unsaved.
    if (isSomethingOpen()) {
      if (actionOf(event) === 'switch') event.preventDefault();
      return;
    }
    const action = actionOf(event);
    const work = action && act[action];
    if (work) {
      if (work() !== false) event.preventDefault();
      return;
    }
    // The letter is still to be written, into what has the focus by then.
    if (isPrintable(event)) composerField()?.focus();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return null;
}
