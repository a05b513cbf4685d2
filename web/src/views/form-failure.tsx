import { useLingui } from '@lingui/react';
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Failure } from '../state/model.js';
import { errorText } from './error-text.js';

/** Says what a form's sending ended in; announced as soon as it appears. */
export function FormFailure({ failure }: { failure: Failure | null }): ReactNode {
  const { i18n } = useLingui();
  if (failure === null) return null;
  return (
    <p role="alert" className="flex items-start gap-2 rounded-lg bg-danger-soft px-3 py-2.5 text-danger">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {errorText(i18n, failure)}
    </p>
  );
}
