import type { I18n } from '@lingui/core';
import type { ErrorCode } from '../../../src/contract/errors.js';
import type { Failure } from '../state/model.js';
import { dateTimeText } from './dates.js';

const TEXTS = {
  validation_failed: /*i18n*/ 'error.validation_failed',
  bad_request: /*i18n*/ 'error.bad_request',
  unauthenticated: /*i18n*/ 'error.unauthenticated',
  invalid_credentials: /*i18n*/ 'error.invalid_credentials',
  wrong_password: /*i18n*/ 'error.wrong_password',
  second_factor_required: /*i18n*/ 'error.second_factor_required',
  wrong_code: /*i18n*/ 'error.wrong_code',
  second_factor_missing: /*i18n*/ 'error.second_factor_missing',
  confirmation_needed: /*i18n*/ 'error.confirmation_needed',
  account_deactivated: /*i18n*/ 'error.account_deactivated',
  account_banned: /*i18n*/ 'error.account_banned',
  muted: /*i18n*/ 'error.muted',
  forbidden: /*i18n*/ 'error.forbidden',
  foreign_origin: /*i18n*/ 'error.foreign_origin',
  registration_closed: /*i18n*/ 'error.registration_closed',
  setup_token_invalid: /*i18n*/ 'error.setup_token_invalid',
  reset_link_invalid: /*i18n*/ 'error.reset_link_invalid',
  person_unavailable: /*i18n*/ 'error.person_unavailable',
  not_found: /*i18n*/ 'error.not_found',
  channel_not_found: /*i18n*/ 'error.channel_not_found',
  user_not_found: /*i18n*/ 'error.not_found',
  message_not_found: /*i18n*/ 'error.message_not_found',
  upload_not_found: /*i18n*/ 'error.upload_not_found',
  member_not_found: /*i18n*/ 'error.member_not_found',
  invite_not_found: /*i18n*/ 'error.invite_not_found',
  session_not_found: /*i18n*/ 'error.session_not_found',
  report_not_found: /*i18n*/ 'error.not_found',
  unknown_event: /*i18n*/ 'error.bad_request',
  second_factor_on: /*i18n*/ 'error.second_factor_on',
  username_taken: /*i18n*/ 'error.username_taken',
  client_id_conflict: /*i18n*/ 'error.client_id_conflict',
  version_conflict: /*i18n*/ 'error.version_conflict',
  message_deleted: /*i18n*/ 'error.message_deleted',
  channel_archived: /*i18n*/ 'error.channel_archived',
  too_many_emojis: /*i18n*/ 'error.too_many_emojis',
  too_many_uploads: /*i18n*/ 'error.too_many_uploads',
  epoch_changed: /*i18n*/ 'error.internal_error',
  payload_too_large: /*i18n*/ 'error.payload_too_large',
  unsupported_media_type: /*i18n*/ 'error.bad_request',
  picture_invalid: /*i18n*/ 'error.picture_invalid',
  picture_too_large: /*i18n*/ 'error.picture_too_large',
  push_address_refused: /*i18n*/ 'error.push_address_refused',
  too_many_requests: /*i18n*/ 'error.too_many_requests',
  internal_error: /*i18n*/ 'error.internal_error',
  busy: /*i18n*/ 'error.busy',
  read_only: /*i18n*/ 'error.read_only',
  storage_full: /*i18n*/ 'error.storage_full',
} as const satisfies Record<ErrorCode, string>;

/** One sentence for a person. A newer server may know codes that this page does not: its own title is shown then. */
export function errorText(i18n: I18n, failure: Failure): string {
  if (failure === 'unreachable') return i18n._('error.unreachable');
  if (failure.code === 'too_many_requests' && failure.retryAfterMs !== undefined) {
    return i18n._('error.wait', { seconds: Math.ceil(failure.retryAfterMs / 1_000) });
  }
  const text = (TEXTS as Partial<Record<string, string>>)[failure.code];
  if (text === undefined) return failure.title;
  const { until, detail = '' } = failure;
  return i18n._(text, until === undefined ? {} : { until: dateTimeText(i18n.locale, until), reason: detail });
}
