import { ApiProperty } from '@nestjs/swagger';
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
  @ApiProperty({ type: String, nullable: true })
  avatarUrl!: string | null;
  @ApiProperty({ enum: ['member', 'moderator', 'admin'] })
  role!: contract.UserRole;
  @ApiProperty()
  likes!: number;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class BlockView implements contract.BlockView {
  @ApiProperty()
  user!: UserView;
  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export function toUserView(user: User): UserView {
  return {
    id: user.id,
    username: user.username,
    displayName: user.displayName,
    bio: user.bio,
    avatarUrl: null,
    role: user.role,
    likes: user.likes,
    createdAt: new Date(user.createdAt).toISOString(),
  };
}
