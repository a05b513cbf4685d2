import type { I18n } from '@lingui/core';
import { LIMITS } from '../../../src/contract/limits.js';
import type { FieldError } from '../../../src/contract/errors.js';
import type { Failure } from '../state/model.js';

/** By the field's name in the request. */
export type FieldTexts = Partial<Record<string, string>>;

/** What is wrong with fields that are not sent like this, in the language of the page. */
export function unfitFields(i18n: I18n, form: HTMLFormElement): FieldTexts {
  const fields = [...form.elements].filter(
    (one): one is HTMLInputElement => 'validity' in one && !(one as HTMLInputElement).validity.valid,
  );
  return Object.fromEntries(fields.map((field) => [field.name, unfitText(i18n, field)]));
}

function unfitText(i18n: I18n, { name, type, min, max, validity, validationMessage }: HTMLInputElement): string {
  if (validity.valueMissing) return i18n._('field.required');
  if (type === 'number') return i18n._('field.number', { min, max });
  return fieldErrorText(i18n, { pointer: `/${name}`, code: '', detail: validationMessage });
}

/** What the server found wrong with them, in the language of the page. */
export function fieldErrors(i18n: I18n, failure: Failure | null): FieldTexts {
  if (failure === null || failure === 'unreachable') return {};
  if (failure.code === 'username_taken') return { username: i18n._('error.username_taken') };
  if (failure.code === 'wrong_password') return { currentPassword: i18n._('error.wrong_password') };
  if (failure.code === 'wrong_code') return { code: i18n._('error.wrong_code') };
  return Object.fromEntries(
    (failure.errors ?? []).map((error) => [error.pointer.slice(1), fieldErrorText(i18n, error)]),
  );
}

function fieldErrorText(i18n: I18n, { pointer, code, detail }: FieldError): string {
  if (code === 'isCommon') return i18n._('field.password.common');
  if (code === 'isName') return i18n._('field.password.name');
  if (pointer === '/username') return i18n._('field.username.hint', LIMITS.username);
  if (pointer === '/displayName') return i18n._('field.displayName.long', { max: LIMITS.displayName });
  if (pointer === '/status') return i18n._('field.displayName.long', { max: LIMITS.status });
  if (pointer === '/bio') return i18n._('field.displayName.long', { max: LIMITS.bio });
  if (pointer === '/password' || pointer === '/newPassword') return i18n._('field.password.hint', LIMITS.password);
  return detail;
}
