import { ApiProperty } from '../common/api-docs.js';
import { isoTime } from '../common/iso-time.js';
import type { Mute } from '../contract/events.js';
import type * as contract from '../contract/views.js';
import type { User } from './user.entity.js';

export class UserView implements contract.UserView {
  @ApiProperty({ format: 'uuid' })
  id!: string;
  @ApiProperty()
  username!: string;
  @ApiProperty()
  displayName!: string;
  @ApiProperty()
  bio!: string;
  @ApiProperty()
  status!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Answers 256 pixels, or those of `?size=`' })
  avatarUrl!: string | null;
  @ApiProperty({ enum: ['member', 'moderator', 'admin'] })
  role!: contract.UserRole;
  @ApiProperty()
  likes!: number;
  @ApiProperty({ description: 'Grows when the person edits their profile' })
  version!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'The account is deleted: nameless' })
  deletedAt!: string | null;
}

export class BlockView implements contract.BlockView {
  @ApiProperty()
  user!: UserView;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

/** For the person alone, and those who moderate. */
export function toMute({ mutedUntil, muteReason }: Pick<User, 'mutedUntil' | 'muteReason'>): Mute | null {
  return mutedUntil === null ? null : { until: isoTime(mutedUntil), reason: muteReason };
}

export function toUserView(user: User): UserView {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    bio: user.bio,
    status: user.status,
    avatarUrl: user.avatarId && `/api/users/${user.id}/avatar/${user.avatarId}`,
    role: user.role,
    likes: user.likes,
    version: user.version,
    createdAt: isoTime(user.createdAt),
    deletedAt: isoTime(user.deletedAt),
  };
}
