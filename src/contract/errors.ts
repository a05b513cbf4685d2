// Every error that leaves the server, on HTTP and in a socket's acknowledgement alike.

interface ErrorKind {
  status: number;
  title: string;
  /** The very same request may succeed later. */
  retryable?: boolean;
}

export const ERRORS = {
  validation_failed: { status: 400, title: 'The request is not valid' },
  bad_request: { status: 400, title: 'The request cannot be understood' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  invalid_credentials: { status: 401, title: 'The name or the password is wrong' },
  wrong_password: { status: 403, title: 'The current password is wrong' },
  second_factor_required: { status: 401, title: 'Give a code of your second factor' },
  wrong_code: { status: 403, title: 'The code is wrong, or was used already' },
  second_factor_missing: { status: 403, title: 'Turn on a second factor first' },
  confirmation_needed: { status: 403, title: 'Confirm your password first' },
  account_deactivated: { status: 403, title: 'This account is deactivated' },
  account_banned: { status: 403, title: 'This account is banned for a while' },
  muted: { status: 403, title: 'You may not write for a while' },
  forbidden: { status: 403, title: 'You may not do this' },
  foreign_origin: { status: 403, title: 'Requests from another site are refused' },
  registration_closed: { status: 403, title: 'Registration needs an invitation' },
  setup_token_invalid: { status: 403, title: 'This setup link is not valid any more' },
  reset_link_invalid: { status: 403, title: 'This link is not valid any more' },
  person_unavailable: { status: 403, title: 'This person cannot be reached' },
  not_found: { status: 404, title: 'There is nothing here' },
  channel_not_found: { status: 404, title: 'There is no such channel' },
  user_not_found: { status: 404, title: 'There is no such person' },
  message_not_found: { status: 404, title: 'There is no such message' },
  upload_not_found: { status: 404, title: 'There is no such file' },
  member_not_found: { status: 404, title: 'There is no such member' },
  invite_not_found: { status: 404, title: 'This invitation is not valid (any more)' },
  session_not_found: { status: 404, title: 'There is no such session' },
  report_not_found: { status: 404, title: 'There is no such report' },
  unknown_event: { status: 404, title: 'There is no such event' },
  second_factor_on: { status: 409, title: 'The second factor is on already' },
  username_taken: { status: 409, title: 'This name is taken' },
  client_id_conflict: { status: 409, title: 'This clientId was used for another message' },
  version_conflict: { status: 409, title: 'It was changed meanwhile' },
  message_deleted: { status: 409, title: 'This message was deleted' },
  channel_archived: { status: 409, title: 'This channel is archived' },
  too_many_emojis: { status: 409, title: 'This message has as many different emojis as it can hold' },
  too_many_uploads: { status: 409, title: 'Send or remove the files that are uploaded already' },
  epoch_changed: { status: 409, title: 'The history was replaced: start over' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'Content of this type is not accepted here' },
  picture_invalid: { status: 422, title: 'This is not a picture that can be read' },
  picture_too_large: { status: 422, title: 'This picture has too many pixels' },
  push_address_refused: { status: 422, title: 'This push service cannot be used' },
  too_many_requests: { status: 429, title: 'Too many attempts', retryable: true },
  internal_error: { status: 500, title: 'Something went wrong on the server' },
  busy: { status: 503, title: 'The server is busy', retryable: true },
  read_only: { status: 503, title: 'The server cannot store anything at the moment', retryable: true },
  storage_full: { status: 507, title: 'The server has no room left', retryable: true },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERRORS;

export interface FieldError {
  /** JSON pointer (RFC 6901) to the value that is wrong. */
  pointer: string;
  code: string;
  detail: string;
}

/** RFC 9457 problem details; the body of every failed request and of every failed acknowledgement. */
export interface Problem {
  type: string;
  code: ErrorCode;
  status: number;
  title: string;
  detail?: string;
  errors?: FieldError[];
  retryable: boolean;
  retryAfterMs?: number;
  /** Until when it is refused; `detail` says why. */
  until?: string;
  requestId: string;
}
