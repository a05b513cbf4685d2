import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { ArrayMaxSize, ArrayMinSize, IsBoolean, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { IsId, Maybe } from '../common/id.js';
import { AfterIdQuery } from '../common/page.js';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';
import type { Visibility } from '../contract/views.js';
import { DISPLAY_NAME } from '../users/username.js';

const name = { min: 1, max: LIMITS.groupName };
const topic = { min: 0, max: LIMITS.topic, multiline: true };
const shown = { message: 'name must show something, and must not turn the direction of writing' };

export class CreateGroupDto {
  @ApiProperty({ minLength: name.min, maxLength: name.max })
  @IsText(name)
  @Matches(DISPLAY_NAME, shown)
  name!: string;

  @ApiPropertyOptional({ maxLength: topic.max })
  @Maybe()
  @IsText(topic)
  topic?: string;

  @ApiPropertyOptional({ enum: ['public', 'private'], default: 'private' })
  @Maybe()
  @IsIn(['public', 'private'])
  visibility?: Visibility;

  @ApiPropertyOptional({ type: [String], maxItems: LIMITS.membersAtOnce, description: 'People to begin with' })
  @Maybe()
  @IsId({ each: true })
  @ArrayMaxSize(LIMITS.membersAtOnce)
  userIds?: string[];
}

export class ChangeGroupDto {
  @ApiPropertyOptional({ minLength: name.min, maxLength: name.max })
  @Maybe()
  @IsText(name)
  @Matches(DISPLAY_NAME, shown)
  name?: string;

  @ApiPropertyOptional({ maxLength: topic.max })
  @Maybe()
  @IsText(topic)
  topic?: string;

  @ApiPropertyOptional({ enum: ['public', 'private'] })
  @Maybe()
  @IsIn(['public', 'private'])
  visibility?: Visibility;

  @ApiPropertyOptional({ description: 'Nothing is said in an archived group any more' })
  @Maybe()
  @IsBoolean()
  archived?: boolean;
}

export class ChangeGroupByIdDto extends ChangeGroupDto {
  @IsId()
  channelId!: string;
}

export class GroupsQuery extends AfterIdQuery {
  @ApiPropertyOptional({ maxLength: name.max, description: 'A part of the name' })
  @Maybe()
  @IsText({ min: 0, max: name.max })
  name?: string;
}

export class AddMembersDto {
  @ApiProperty({ type: [String], minItems: 1, maxItems: LIMITS.membersAtOnce })
  @IsId({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.membersAtOnce)
  userIds!: string[];
}

export class RoleDto {
  @ApiProperty({ enum: ['member', 'moderator'] })
  @IsIn(['member', 'moderator'])
  role!: 'member' | 'moderator';
}

export class NewOwnerDto {
  @ApiProperty({ format: 'uuid', description: 'A member of the group' })
  @IsId()
  userId!: string;
}

export class CreateInviteDto {
  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.inviteHours, description: 'It works for so long; else for ever' })
  @Maybe()
  @IsInt()
  @Min(1)
  @Max(LIMITS.inviteHours)
  expiresInHours?: number;

  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.inviteUses, description: 'It works so often; else without end' })
  @Maybe()
  @IsInt()
  @Min(1)
  @Max(LIMITS.inviteUses)
  maxUses?: number;
}

export class TokenDto {
  @ApiProperty()
  @IsText({ min: 1, max: 100 })
  token!: string;
}
