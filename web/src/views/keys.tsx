import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useOpenSwitcher } from './find-chat.js';
import type { KeyboardProps } from './keyboard.js';

/** The keys of the whole page. Their code is no part of the first page, and the page does without it. */
export function Keys(): ReactNode {
  const [Keyboard, setKeyboard] = useState<ComponentType<KeyboardProps> | null>(null);
  const onSwitch = useOpenSwitcher();
  const [path] = useLocation();
  const isThere = Keyboard !== null;
  useEffect(() => {
    if (isThere) return;
    import('./keyboard.js').then(
      (code) => {
        setKeyboard(() => code.default);
      },
      () => undefined,
    );
    // Once more on the next page where they could not be fetched.
  }, [isThere, path]);
  return Keyboard && <Keyboard onSwitch={onSwitch} />;
}
