import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { Refused } from '../state/model.js';
import { useClient } from './client-context.js';
import { useTell } from './toast.js';
import { sizeText } from './file-size.js';

const TOLD = 3;

/** Puts files into the tray of a channel, and says which ones cannot be sent. */
export function useAttach(channelId: string): (files: readonly File[], folders?: readonly string[]) => void {
  const { i18n } = useLingui();
  const client = useClient();
  const tell = useTell();
  return (files, folders = []) => {
    const refused = files.length > 0 ? client.uploads.add(channelId, files) : [];
    const lines = [
      ...refused.map((one) => refusedText(i18n, one)),
      ...folders.map((name) => i18n._('uploads.folder', { name })),
    ];
    if (lines.length > TOLD) lines.splice(TOLD, Infinity, '…');
    if (lines.length > 0) tell(lines.join('\n'));
  };
}

function refusedText(i18n: I18n, { name, why }: Refused): string {
  if (why === 'empty') return i18n._('uploads.empty', { name });
  if (why === 'tooMany') return i18n._('uploads.tooMany', { name, max: LIMITS.uploadsInMessage });
  return i18n._('uploads.tooLarge', { name, max: sizeText(i18n.locale, LIMITS.uploadBytes) });
}
