import { useLingui } from '@lingui/react';
import { memo, type ReactNode, useEffect } from 'react';
import type { NoticeView } from '../../../src/contract/views.js';
import { useChat, useClient } from './client-context.js';
import { dateTimeText } from './dates.js';
import { nameOf } from './name-of.js';
import { noticeText } from './notice-text.js';

/** Something that happened to the channel, between its messages. */
export const NoticeRow = memo(function NoticeRow({ notice }: { notice: NoticeView }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const { actorId, userId } = notice;
  const actor = useChat((state) => state.users[actorId]);
  const person = useChat((state) => (userId === null ? null : state.users[userId]));
  useEffect(() => {
    client.people.need(userId === null ? [actorId] : [actorId, userId]);
  }, [client, actorId, userId]);
  return (
    <p
      data-notice={notice.kind}
      className="px-4 py-1 text-center text-xs wrap-anywhere text-quiet md:px-6"
      title={dateTimeText(i18n.locale, notice.createdAt)}
      dir="auto"
    >
      {noticeText(i18n, notice, nameOf(i18n, actor), nameOf(i18n, person))}
    </p>
  );
});
