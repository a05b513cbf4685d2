import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { Visibility } from '../../../src/contract/views.js';
import { Choice } from './choice.js';

interface VisibilityChoiceProps {
  chosen: Visibility;
  onChoose: (visibility: Visibility) => void;
}

export function VisibilityChoice({ chosen, onChoose }: VisibilityChoiceProps): ReactNode {
  const { i18n } = useLingui();
  const options: { value: Visibility; label: string }[] = [
    { value: 'private', label: i18n._('group.private') },
    { value: 'public', label: i18n._('group.public') },
  ];
  return (
    <div className="flex flex-col gap-1.5">
      <Choice legend={i18n._('group.visibility')} options={options} chosen={chosen} onChoose={onChoose} />
      <p className="text-sm text-quiet">
        {chosen === 'public' ? i18n._('group.public.hint') : i18n._('group.private.hint')}
      </p>
    </div>
  );
}
