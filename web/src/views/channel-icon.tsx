import { Lock, NotebookPen, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChannelView } from '../../../src/contract/views.js';
import { otherPerson } from '../state/selectors.js';
import { useChat } from './client-context.js';
import { PersonAvatar } from './person-avatar.js';
import { usePresenceText } from './presence-dot.js';
import { TONE_BACKGROUND, toneOf } from './tones.js';

/** The picture in front of a chat: a person, or what kind of a room it is. */
export function ChannelIcon({ view }: { view: ChannelView }): ReactNode {
  const myId = useChat((state) => state.me?.id ?? '');
  const other = otherPerson(view, myId);
  if (other !== null && other !== myId) return <Other userId={other} />;
  const tone = view.kind === 'group' ? (TONE_BACKGROUND[toneOf(view.id)] ?? '') : 'bg-accent';
  return (
    <span
      aria-hidden
      className={`flex size-9 shrink-0 items-center justify-center text-page ${view.kind === 'group' ? 'rounded-xl' : 'rounded-full'} ${tone}`}
    >
      <Sign view={view} />
    </span>
  );
}

function Sign({ view }: { view: ChannelView }): ReactNode {
  if (view.kind === 'direct') return <NotebookPen className="size-4.5" />;
  if (view.kind === 'general') return <span className="font-semibold">#</span>;
  return view.visibility === 'private' ? <Lock className="size-4.5" /> : <UsersRound className="size-4.5" />;
}

function Other({ userId }: { userId: string }): ReactNode {
  const user = useChat((state) => state.users[userId]);
  const presence = useChat((state) => state.presence[userId] ?? 'offline');
  const text = usePresenceText(presence);
  return (
    <span title={text}>
      <PersonAvatar userId={userId} user={user} presence={presence} />
      <span className="sr-only">{text}</span>
    </span>
  );
}
