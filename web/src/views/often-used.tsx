import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { HEART, OFTEN } from './common-emojis.js';

/** In a text the other one would be black. */
const RED_HEART = '❤️';

interface OftenUsedProps {
  given: readonly string[] | undefined;
  onPick: (emoji: string) => void;
}

/** A row that is there at once; what was given already is in it too, pressed, to be taken back. */
export function OftenUsed({ given, onPick }: OftenUsedProps): ReactNode {
  const { i18n } = useLingui();
  const often = [given ? HEART : RED_HEART, ...OFTEN];
  const others = given?.filter((emoji) => !often.includes(emoji)) ?? [];
  return (
    <div
      role="group"
      aria-label={i18n._('emoji.often')}
      className="grid grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))]"
    >
      {[...often, ...others].map((emoji) => (
        <button
          key={emoji}
          type="button"
          aria-pressed={given?.includes(emoji)}
          className="emoji emoji-button"
          onClick={() => {
            onPick(emoji);
          }}
        >
          {emoji}
        </button>
      ))}
    </div>
  );
}
