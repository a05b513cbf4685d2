import { Lock, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GroupView, Visibility } from '../../../src/contract/views.js';
import { AvatarPicture } from './avatar-picture.js';

interface GroupIconProps {
  group: Pick<GroupView, 'id' | 'avatarUrl'> & { visibility?: Visibility };
  large?: boolean;
}

/** The picture of a group, or who may come in. */
export function GroupIcon({ group, large = false }: GroupIconProps): ReactNode {
  const { id, avatarUrl, visibility } = group;
  const Sign = visibility === 'private' ? Lock : UsersRound;
  return (
    <AvatarPicture
      ownerId={id}
      url={avatarUrl}
      px={large ? 80 : 36}
      look={`relative ${large ? 'size-20 rounded-3xl' : 'size-9 rounded-xl'}`}
    >
      <Sign className={large ? 'size-9' : 'size-4.5'} />
    </AvatarPicture>
  );
}
