import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useOpenSwitcher } from './find-chat.js';
import type { KeyboardProps } from './keyboard.js';

/** The keys of the whole page. Their code is no part of the first page, and the page does without it. */
export function Keys(): ReactNode {
  const [Keyboard, setKeyboard] = useState<ComponentType<KeyboardProps> | null>(null);
  const onSwitch = useOpenSwitcher();
  useEffect(() => {
    import('./keyboard.js').then(
      (code) => {
        setKeyboard(() => code.default);
      },
      () => undefined,
    );
  }, []);
  return Keyboard && <Keyboard onSwitch={onSwitch} />;
}
