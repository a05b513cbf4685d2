import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { TONE_TEXT, toneOf } from './tones.js';

interface PersonNameProps {
  id: string;
  userId: string;
  user: UserView | null | undefined;
}

export function PersonName({ id, userId, user }: PersonNameProps): ReactNode {
  const { i18n } = useLingui();
  // A no-break space keeps the line's height while the name is on its way.
  const name = user === null ? i18n._('person.unknown') : (user?.displayName ?? ' ');
  return (
    <bdi id={id} className={`truncate font-semibold ${TONE_TEXT[toneOf(userId)] ?? ''}`}>
      {name}
    </bdi>
  );
}
