import { useLingui } from '@lingui/react';
import { AtSign } from 'lucide-react';
import type { ReactNode } from 'react';

const MOST = 99;

interface BadgesProps {
  unread: number;
  mentions: number;
  /** The person asked not to be told of this channel. */
  muted: boolean;
}

/** How much is unread, and whether some of it calls this person. */
export function Badges({ unread, mentions, muted }: BadgesProps): ReactNode {
  const { i18n } = useLingui();
  if (unread === 0 && mentions === 0) return null;
  return (
    <span className="flex shrink-0 items-center gap-1">
      {mentions > 0 && (
        <span className="badge bg-accent text-on-accent" data-badge="mentions">
          <AtSign aria-hidden className="size-3.5" strokeWidth={2.75} />
          <span className="sr-only">{i18n._('badge.mentions', { count: mentions })}</span>
        </span>
      )}
      {unread > 0 && (
        <span
          className={`badge ${muted ? 'border border-edge/60 text-quiet' : 'bg-accent text-on-accent'}`}
          data-badge="unread"
        >
          <span aria-hidden>{unread > MOST ? `${MOST}+` : unread}</span>
          <span className="sr-only">{i18n._('badge.unread', { count: unread })}</span>
        </span>
      )}
    </span>
  );
}
