import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { IsId, Maybe } from '../common/id.js';
import type { NotifyLevel } from '../contract/views.js';

export class ChannelDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  channelId!: string;
}

export class SeqDto {
  @ApiProperty({ minimum: 0, description: "A message's number in the channel" })
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  seq!: number;
}

export class ReadDto extends SeqDto {
  @IsId()
  channelId!: string;
}

export class ChangeMembershipDto {
  @ApiPropertyOptional({ enum: ['all', 'mentions', 'none'] })
  @Maybe()
  @IsIn(['all', 'mentions', 'none'])
  notify?: NotifyLevel;

  @ApiPropertyOptional({ description: "Takes the channel out of one's own list until something new is said" })
  @Maybe()
  @IsBoolean()
  hidden?: boolean;
}

export class ChangeMyChannelDto extends ChangeMembershipDto {
  @IsId()
  channelId!: string;
}

export class OpenDirectDto {
  @ApiProperty({ format: 'uuid', description: "With one's own id: a channel for notes" })
  @IsId()
  userId!: string;
}

export class ReadStateView {
  @ApiProperty()
  readSeq!: number;
  @ApiProperty()
  unread!: number;
}
