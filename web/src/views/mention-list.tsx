import { useLingui } from '@lingui/react';
import { Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { Avatar } from './avatar.js';
import type { Mentions } from './use-mentions.js';

/** The names that fit what was typed, above the field. The focus stays in the field. */
export function MentionList({ id, found, at, take }: Mentions & { id: string }): ReactNode {
  const { i18n } = useLingui();
  if (found.length === 0) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={i18n._('mention.label')}
      className="absolute bottom-full left-3 z-20 mb-1 max-h-72 w-[min(22rem,calc(100%-1.5rem))] overflow-y-auto rounded-xl border border-line bg-raised p-1 shadow-lg md:left-6"
    >
      {found.map((candidate, index) => (
        <div
          key={candidate.username}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className="flex min-h-11 cursor-pointer items-center gap-2.5 rounded-lg px-2 aria-selected:bg-accent-soft"
          onMouseDown={(event) => {
            // The field would lose the focus, and the list with it.
            event.preventDefault();
            take(candidate);
          }}
        >
          {candidate.user ? (
            <Avatar userId={candidate.user.id} user={candidate.user} />
          ) : (
            <span className="flex size-9 items-center justify-center text-quiet">
              <Users aria-hidden className="size-5" />
            </span>
          )}
          <bdi className="min-w-0 truncate font-medium">{candidate.label}</bdi>
          <span className="min-w-0 flex-1 truncate text-sm text-quiet">@{candidate.username}</span>
        </div>
      ))}
    </div>
  );
}
