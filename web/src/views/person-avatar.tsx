import type { ReactNode } from 'react';
import type { PresenceState, UserView } from '../../../src/contract/views.js';
import { Avatar } from './avatar.js';
import { PresenceDot } from './presence-dot.js';

interface PersonAvatarProps {
  userId: string;
  user: UserView | null | undefined;
  presence: PresenceState;
}

/** A person's picture with the sign of whether they are here; words for it belong beside it. */
export function PersonAvatar({ userId, user, presence }: PersonAvatarProps): ReactNode {
  return (
    <span className="relative shrink-0">
      <Avatar userId={userId} user={user} />
      <PresenceDot state={presence} />
    </span>
  );
}
