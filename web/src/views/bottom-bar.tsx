import { useLingui } from '@lingui/react';
import { MessagesSquare, TextSearch, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { totals } from '../state/selectors.js';
import { Avatar } from './avatar.js';
import { Badges } from './badge.js';
import { useChat } from './client-context.js';
import { OpenReports } from './open-reports.js';

/** The places of a narrow screen. In a chat there is no bar: the field is there. */
export function BottomBar(): ReactNode {
  const { i18n } = useLingui();
  const [path] = useLocation();
  const places = [
    { href: '/channels', label: i18n._('sidebar.channels'), icon: <MessagesSquare aria-hidden className="size-6" /> },
    { href: '/people', label: i18n._('people.title'), icon: <Users aria-hidden className="size-6" /> },
    { href: '/search', label: i18n._('bar.search'), icon: <TextSearch aria-hidden className="size-6" /> },
    { href: '/settings', label: i18n._('settings.title'), icon: <MyPicture /> },
  ];
  if (!places.some(({ href }) => href === path)) return null;
  return (
    <nav
      aria-label={i18n._('bar.places')}
      className="flex border-t border-line bg-panel pb-[env(safe-area-inset-bottom)]"
    >
      {places.map(({ href, label, icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className="focus-inside relative flex min-h-14 min-w-0 flex-1 flex-col [@media(height<24rem)]:min-h-11 items-center justify-center gap-0.5 text-xs text-quiet aria-[current]:font-semibold aria-[current]:text-accent"
        >
          {icon}
          {/* A low window, as at 400 %, has room for the signs alone. */}
          <span className="max-w-full truncate px-1 [@media(height<24rem)]:sr-only">{label}</span>
          <span className="absolute top-1 left-1/2 ms-1.5">
            {href === '/channels' && <Unread />}
            {href === '/settings' && <OpenReports />}
          </span>
        </Link>
      ))}
    </nav>
  );
}

function MyPicture(): ReactNode {
  const me = useChat((state) => state.me);
  return me && <Avatar userId={me.id} user={me} size="tiny" />;
}

function Unread(): ReactNode {
  const unread = useChat((state) => totals(state).unread);
  return <Badges unread={unread} mentions={0} muted={false} />;
}
