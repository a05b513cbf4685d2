import type { I18n } from '@lingui/core';
import type { ChannelView } from '../../../src/contract/views.js';

/** The general channel is called in the reader's language; the others have the names people gave them. */
export function channelName(i18n: I18n, { kind, name }: Pick<ChannelView, 'kind' | 'name'>): string {
  return kind === 'general' ? i18n._('channel.general') : name;
}
