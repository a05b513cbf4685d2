import { Lock, UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GroupView, Visibility } from '../../../src/contract/views.js';
import { AvatarPicture } from './avatar-picture.js';
import { TONE_BACKGROUND, toneOf } from './tones.js';

interface GroupIconProps {
  group: Pick<GroupView, 'id' | 'avatarUrl'> & { visibility?: Visibility };
  large?: boolean;
}

/** The picture of a group, or who may come in. */
export function GroupIcon({ group, large = false }: GroupIconProps): ReactNode {
  const { id, avatarUrl, visibility } = group;
  const Sign = visibility === 'private' ? Lock : UsersRound;
  return (
    <span
      aria-hidden
      className={`relative flex shrink-0 items-center justify-center overflow-hidden text-page ${large ? 'size-20 rounded-3xl' : 'size-9 rounded-xl'} ${TONE_BACKGROUND[toneOf(id)] ?? ''}`}
    >
      <Sign className={large ? 'size-9' : 'size-4.5'} />
      {avatarUrl !== null && <AvatarPicture url={avatarUrl} px={large ? 80 : 36} />}
    </span>
  );
}
