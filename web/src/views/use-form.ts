import { useLingui } from '@lingui/react';
import { type SubmitEvent, useRef, useState } from 'react';
import type { Failure } from '../state/model.js';
import { fieldErrors, type FieldTexts, unfitFields } from './field-errors.js';

interface Form {
  failure: Failure | null;
  errors: FieldTexts;
  /** For `aria-disabled`: a button that is disabled while it has the focus loses it, and keys begin anew at the top. */
  busy: boolean;
  /** For the form itself. The browser's own bubbles would speak another language, and only to the eye. */
  form: { noValidate: true; onSubmit: (event: SubmitEvent<HTMLFormElement>) => void };
}

/** Sends a form's fields once at a time and keeps what is wrong, before or by the server's word; the first wrong field gets the focus. */
export function useForm(
  send: (fields: Record<string, string>, form: HTMLFormElement) => Promise<Failure | null>,
): Form {
  const { i18n } = useLingui();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const sending = useRef(false);
  const [unfit, setUnfit] = useState<FieldTexts>({});

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
    focusFirst(form, fieldErrors(i18n, refused));
  }

  return {
    failure,
    errors: { ...fieldErrors(i18n, failure), ...unfit },
    busy,
    form: {
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        const form = event.currentTarget;
        const found = unfitFields(i18n, form);
        setUnfit(found);
        if (Object.keys(found).length === 0) void submit(form);
        else focusFirst(form, found);
      },
    },
  };
}

function focusFirst(form: HTMLFormElement, errors: FieldTexts): void {
  const [wrong] = Object.keys(errors);
  const field = wrong === undefined ? null : form.elements.namedItem(wrong);
  if (field instanceof HTMLElement) field.focus();
}
