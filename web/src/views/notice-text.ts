import type { I18n } from '@lingui/core';
import type { NoticeKind, NoticeView } from '../../../src/contract/views.js';

const TEXTS = {
  joined: /*i18n*/ 'notice.joined',
  added: /*i18n*/ 'notice.added',
  left: /*i18n*/ 'notice.left',
  removed: /*i18n*/ 'notice.removed',
  renamed: /*i18n*/ 'notice.renamed',
  owner: /*i18n*/ 'notice.owner',
  archived: /*i18n*/ 'notice.archived',
  unarchived: /*i18n*/ 'notice.unarchived',
} as const satisfies Record<NoticeKind, string>;

/** "Boris was added by Ann". */
export function noticeText(i18n: I18n, { kind, text }: NoticeView, actor: string, person: string): string {
  return i18n._(TEXTS[kind], { actor, person, name: text ?? '' });
}
