import { useLingui } from '@lingui/react';
import { Settings } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import type { ChannelState } from '../state/model.js';
import { Avatar } from './avatar.js';
import { Bell } from './bell.js';
import { channelName } from './channel-name.js';
import { useChat } from './client-context.js';

/** The list of chats and the way to the settings; `title` is a heading where nothing else on the screen is one. */
export function Sidebar({ title }: { title: ReactNode }): ReactNode {
  const { i18n } = useLingui();
  const channels = useChat((state) => state.channels);
  return (
    <div className="flex min-w-0 flex-1 flex-col bg-panel pt-[env(safe-area-inset-top)]">
      <div className="flex min-h-14 items-center gap-2.5 px-4 text-lg font-semibold tracking-tight">
        <Bell className="size-7" />
        {title}
      </div>
      <nav aria-label={i18n._('sidebar.channels')} className="min-h-0 flex-1 overflow-y-auto px-2 py-1">
        <ul className="flex flex-col gap-0.5">
          {Object.values(channels).map((channel, index) => (
            <ChannelLink key={channel.view.id} channel={channel} first={index === 0} />
          ))}
        </ul>
      </nav>
      <Me />
    </div>
  );
}

function ChannelLink({ channel, first }: { channel: ChannelState; first: boolean }): ReactNode {
  const { i18n } = useLingui();
  const [path] = useLocation();
  const { id } = channel.view;
  const href = first ? '/' : `/c/${id}`;
  const open = path === href || path === `/c/${id}`;
  const last = channel.after === null ? channel.rows.at(-1) : undefined;
  const author = useChat((state) => (last ? state.users[last.authorId]?.displayName : undefined));
  const name = channelName(i18n, channel.view);
  return (
    <li>
      <Link
        href={href}
        aria-current={open ? 'page' : undefined}
        className="focus-inside flex min-h-14 items-center gap-3 rounded-xl px-2.5 py-1.5 hover:bg-hover aria-[current]:bg-accent-soft"
      >
        <span
          aria-hidden
          className="flex size-10 shrink-0 items-center justify-center rounded-full bg-accent font-semibold text-on-accent"
        >
          #
        </span>
        <span className="min-w-0">
          <span className="block truncate font-medium">{name}</span>
          {last && author !== undefined && last.deletedAt === null && (
            <span className="block truncate text-sm text-quiet" dir="auto">
              {author}: {last.body}
            </span>
          )}
        </span>
      </Link>
    </li>
  );
}

function Me(): ReactNode {
  const { i18n } = useLingui();
  const me = useChat((state) => state.me);
  const [path] = useLocation();
  if (!me) return null;
  return (
    <Link
      href="/settings"
      aria-current={path === '/settings' ? 'page' : undefined}
      className="focus-inside flex items-center gap-3 border-t border-line px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] hover:bg-hover aria-[current]:bg-accent-soft"
    >
      <Avatar userId={me.id} user={me} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{me.displayName}</span>
        <span className="block truncate text-sm text-quiet">@{me.username}</span>
      </span>
      <span className="flex size-11 items-center justify-center text-quiet">
        <Settings aria-hidden className="size-5" />
        <span className="sr-only">{i18n._('settings.title')}</span>
      </span>
    </Link>
  );
}
