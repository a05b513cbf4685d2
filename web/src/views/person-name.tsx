import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { nameOf } from './name-of.js';
import { TONE_TEXT, toneOf } from './tones.js';

interface PersonNameProps {
  userId: string;
  user: UserView | null | undefined;
}

export function PersonName({ userId, user }: PersonNameProps): ReactNode {
  const { i18n } = useLingui();
  // A no-break space keeps the line's height while the name is on its way.
  const name = nameOf(i18n, user, '\u00a0');
  return <bdi className={`truncate font-semibold ${TONE_TEXT[toneOf(userId)] ?? ''}`}>{name}</bdi>;
}
