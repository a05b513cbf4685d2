import type { I18n } from '@lingui/core';
import type { UserView } from '../../../src/contract/views.js';

/** What a person is called; `pending` while they are not known yet. A deleted account has no name of its own. */
export function nameOf(i18n: I18n, user: UserView | null | undefined, pending = '…'): string {
  if (user === null) return i18n._('person.unknown');
  if (user === undefined) return pending;
  return user.deletedAt === null ? user.displayName : i18n._('person.deleted');
}
