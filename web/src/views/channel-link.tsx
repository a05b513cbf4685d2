import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { ChannelState } from '../state/model.js';
import { Badges } from './badge.js';
import { ChannelIcon } from './channel-icon.js';
import { useChannelName } from './channel-name.js';
import { useChat } from './client-context.js';

/** One chat in the list: who or what it is, the last words as far as they are known, and what is unread. */
export function ChannelLink({ channel }: { channel: ChannelState }): ReactNode {
  const { id, kind, unread, unreadMentions, notify } = channel.view;
  const name = useChannelName(channel.view);
  const href = kind === 'general' ? '/' : `/c/${id}`;
  const [path] = useLocation();
  const open = path === href || path === `/c/${id}`;
  return (
    <li>
      <Link
        href={href}
        aria-current={open ? 'page' : undefined}
        className="row focus-inside aria-[current]:bg-accent-soft"
      >
        <ChannelIcon view={channel.view} />
        <span className="min-w-0 flex-1">
          <span
            className={`block truncate ${unread > 0 && notify !== 'none' ? 'font-semibold' : 'font-medium'}`}
            dir="auto"
          >
            {name}
          </span>
          <Preview channel={channel} />
        </span>
        <Badges unread={unread} mentions={unreadMentions.length} muted={notify === 'none'} />
      </Link>
    </li>
  );
}

function Preview({ channel }: { channel: ChannelState }): ReactNode {
  const { i18n } = useLingui();
  const last = channel.after === null ? channel.rows.at(-1) : undefined;
  const author = useChat((state) => (last ? state.users[last.authorId] : undefined));
  const mine = useChat((state) => last?.authorId === state.me?.id);
  const blocked = useChat((state) => last !== undefined && last.authorId in state.blocked);
  if (!last || !author || last.deletedAt !== null || blocked) return null;
  const speaker = mine ? i18n._('sidebar.you') : author.displayName;
  const named = mine || channel.view.kind !== 'direct';
  return (
    <span className="block truncate text-sm text-quiet" dir="auto">
      {named ? `${speaker}: ${last.body}` : last.body}
    </span>
  );
}
