import type { I18n } from '@lingui/core';
import { LIMITS } from '../../../src/contract/limits.js';
import type { FieldError } from '../../../src/contract/errors.js';
import type { Failure } from '../state/model.js';

/** The field's name in the request, and what is wrong with it in the language of the page. */
export function fieldErrors(i18n: I18n, failure: Failure | null): Partial<Record<string, string>> {
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
