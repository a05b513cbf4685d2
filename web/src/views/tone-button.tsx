import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { type Tone, TONES, withTone } from '../state/emojis.js';
import { chooseTone } from './skin-tone.js';

const NAMES: Record<Tone, string> = {
  none: /*i18n*/ 'emoji.tone.none',
  light: /*i18n*/ 'emoji.tone.light',
  mediumLight: /*i18n*/ 'emoji.tone.mediumLight',
  medium: /*i18n*/ 'emoji.tone.medium',
  mediumDark: /*i18n*/ 'emoji.tone.mediumDark',
  dark: /*i18n*/ 'emoji.tone.dark',
};

interface ToneButtonProps {
  tone: Tone;
  onTone: (tone: Tone) => void;
}

/** Each press is the next colour of skin; this device remembers it. */
export function ToneButton({ tone, onTone }: ToneButtonProps): ReactNode {
  const { i18n } = useLingui();
  const label = i18n._('emoji.tone', { tone: i18n._(NAMES[tone]) });
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      aria-live="polite"
      className="emoji emoji-button w-11 shrink-0 border border-edge"
      onClick={() => {
        const next = TONES[(TONES.indexOf(tone) + 1) % TONES.length] ?? 'none';
        chooseTone(next);
        onTone(next);
      }}
    >
      {withTone('✋', tone)}
    </button>
  );
}
