import { NotebookPen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ChannelView } from '../../../src/contract/views.js';
import { otherPerson } from '../state/selectors.js';
import { Avatar } from './avatar.js';
import { useChat } from './client-context.js';
import { GroupIcon } from './group-icon.js';
import { PersonAvatar } from './person-avatar.js';
import { usePresenceText } from './presence-dot.js';

interface ChannelIconProps {
  view: Pick<ChannelView, 'id' | 'kind' | 'avatarUrl' | 'visibility' | 'directUserIds'>;
  /** Whether a person is here is said beside it. */
  plain?: boolean;
}

/** The picture in front of a chat: a person, a group, or what kind of a room it is. */
export function ChannelIcon({ view, plain = false }: ChannelIconProps): ReactNode {
  const myId = useChat((state) => state.me?.id ?? '');
  const other = otherPerson(view, myId);
  if (other !== null && other !== myId) return <Other userId={other} plain={plain} />;
  if (view.kind === 'group') return <GroupIcon group={view} />;
  return (
    <span aria-hidden className="flex size-9 shrink-0 items-center justify-center rounded-full bg-accent text-page">
      {view.kind === 'direct' ? <NotebookPen className="size-4.5" /> : <span className="font-semibold">#</span>}
    </span>
  );
}

function Other({ userId, plain }: { userId: string; plain: boolean }): ReactNode {
  const user = useChat((state) => state.users[userId]);
  const presence = useChat((state) => state.presence[userId] ?? 'offline');
  const text = usePresenceText(presence);
  if (plain) return <Avatar userId={userId} user={user} />;
  return (
    <span title={text}>
      <PersonAvatar userId={userId} user={user} presence={presence} />
      <span className="sr-only">{text}</span>
    </span>
  );
}
