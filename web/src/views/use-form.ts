import { useLingui } from '@lingui/react';
import { type SubmitEvent, useRef, useState } from 'react';
import type { Failure } from '../state/model.js';
import { fieldErrors } from './field-errors.js';

interface Form {
  failure: Failure | null;
  errors: Partial<Record<string, string>>;
  /** For `aria-disabled`: a button that is disabled while it has the focus loses it, and keys begin anew at the top. */
  busy: boolean;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
}

/** Sends a form's fields once at a time and keeps what the server refused; the first wrong field gets the focus. */
export function useForm(
  send: (fields: Record<string, string>, form: HTMLFormElement) => Promise<Failure | null>,
): Form {
  const { i18n } = useLingui();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const errors = fieldErrors(i18n, failure);

  async function submit(form: HTMLFormElement): Promise<void> {
    if (sending.current) return;
    sending.current = true;
    setBusy(true);
    setFailure(null);
    const fields = Object.fromEntries(
      [...new FormData(form)].map(([name, value]) => [name, typeof value === 'string' ? value : '']),
    );
    const refused = await send(fields, form);
    sending.current = false;
    setBusy(false);
    setFailure(refused);
    const [wrong] = Object.keys(fieldErrors(i18n, refused));
    const field = wrong === undefined ? null : form.elements.namedItem(wrong);
    if (field instanceof HTMLElement) field.focus();
  }

  return {
    failure,
    errors,
    busy,
    onSubmit: (event) => {
      event.preventDefault();
      void submit(event.currentTarget);
    },
  };
}
