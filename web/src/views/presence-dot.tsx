import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { PresenceState } from '../../../src/contract/views.js';

const TEXTS = {
  online: /*i18n*/ 'presence.online',
  idle: /*i18n*/ 'presence.idle',
  offline: /*i18n*/ 'presence.offline',
} as const;

interface PresenceDotProps {
  state: PresenceState;
  /** On a large picture. */
  large?: boolean;
}

/** A disc for who is here, a ring for who is away, nothing for who is not here: told apart without colours too. */
export function PresenceDot({ state, large = false }: PresenceDotProps): ReactNode {
  if (state === 'offline') return null;
  const look = state === 'online' ? 'bg-accent' : 'border-[3px] border-accent bg-page';
  return (
    <span
      aria-hidden
      data-presence={state}
      className={`absolute rounded-full ring-2 ring-page ${large ? 'right-0.5 bottom-0.5 size-4.5' : '-right-0.5 -bottom-0.5 size-3'} ${look}`}
    />
  );
}

export function usePresenceText(state: PresenceState): string {
  const { i18n } = useLingui();
  return i18n._(TEXTS[state]);
}
