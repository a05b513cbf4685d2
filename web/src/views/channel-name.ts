import type { I18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import type { ChannelView, UserView } from '../../../src/contract/views.js';
import { otherPerson } from '../state/selectors.js';
import { useChat } from './client-context.js';
import { nameOf } from './name-of.js';

type Named = Pick<ChannelView, 'kind' | 'name' | 'directUserIds'>;

/**
 * The general channel is called in the reader's language, a conversation by the other person, one's own notes as what
 * they are; groups have the names people gave them.
 */
export function channelName(i18n: I18n, view: Named, other: UserView | null | undefined, myId?: string): string {
  if (view.kind === 'general') return i18n._('channel.general');
  if (view.kind === 'group') return view.name;
  if (view.directUserIds?.every((id) => id === myId)) return i18n._('channel.notes');
  // A no-break space keeps the line's height while the name is on its way.
  return nameOf(i18n, other, '\u00a0');
}

export function useChannelName(view: Named): string {
  const { i18n } = useLingui();
  const myId = useChat((state) => state.me?.id);
  const other = useChat((state) => state.users[otherPerson(view, myId ?? '') ?? '']);
  return channelName(i18n, view, other, myId);
}
