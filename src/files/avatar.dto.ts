import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { Type } from 'class-transformer';
import { IsIn } from 'class-validator';
import { IsId } from '../common/id.js';
import { AVATAR_SIZES, type AvatarSize, DEFAULT_AVATAR_SIZE } from '../contract/limits.js';

export class AvatarQuery {
  @ApiPropertyOptional({ enum: AVATAR_SIZES, default: DEFAULT_AVATAR_SIZE, description: 'Pixels of each side' })
  @Type(() => Number)
  @IsIn(AVATAR_SIZES)
  size: AvatarSize = DEFAULT_AVATAR_SIZE;
}

/** Whose picture, and which of theirs. */
export class AvatarParams {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  id!: string;

  @ApiProperty({ format: 'uuid' })
  @IsId()
  avatarId!: string;
}
