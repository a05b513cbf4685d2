import type { I18n } from '@lingui/core';
import type { MessageView, UploadView } from '../../../src/contract/views.js';
import { plainText } from '../state/markdown.js';

/** "Picture", "3 pictures", "File: report.pdf": what stands for files where only words have room. */
export function uploadsText(i18n: I18n, uploads: readonly Pick<UploadView, 'name' | 'width'>[]): string {
  const [first] = uploads;
  if (!first) return '';
  if (uploads.every(({ width }) => width !== null)) return i18n._('uploads.pictures', { count: uploads.length });
  if (uploads.length === 1) return i18n._('uploads.file', { name: first.name });
  return i18n._('uploads.files', { count: uploads.length });
}

/** A message in one line. */
export function lineOf(i18n: I18n, { body, uploads }: Pick<MessageView, 'body' | 'uploads'>): string {
  return body === '' ? uploadsText(i18n, uploads) : (plainText(body).split('\n', 1)[0] ?? '');
}
