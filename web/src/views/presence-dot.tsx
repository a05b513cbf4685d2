import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { PresenceState } from '../../../src/contract/views.js';

const TEXTS = {
  online: /*i18n*/ 'presence.online',
  idle: /*i18n*/ 'presence.idle',
  offline: /*i18n*/ 'presence.offline',
} as const;

const PLACES = {
  medium: '-right-0.5 -bottom-0.5 size-3',
  large: 'right-0.5 bottom-0.5 size-4.5',
  huge: 'right-2.5 bottom-2.5 size-4.5',
} as const;

interface PresenceDotProps {
  state: PresenceState;
  /** Of the picture it is on. */
  size?: keyof typeof PLACES;
}

/** A disc for who is here, a ring for who is away, nothing for who is not here: told apart without colours too. */
export function PresenceDot({ state, size = 'medium' }: PresenceDotProps): ReactNode {
  if (state === 'offline') return null;
  const look = state === 'online' ? 'bg-accent' : 'border-[3px] border-accent bg-page';
  return (
    <span
      aria-hidden
      data-presence={state}
      className={`absolute rounded-full ring-2 ring-page ${PLACES[size]} ${look}`}
    />
  );
}

export function usePresenceText(state: PresenceState): string {
  const { i18n } = useLingui();
  return i18n._(TEXTS[state]);
}
