import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Min } from 'class-validator';
import type { NotifyLevel } from '../contract/views.js';

export class ChannelDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  channelId!: string;
}

export class SeqDto {
  @ApiProperty({ minimum: 0, description: "A message's number in the channel" })
  @IsInt()
  @Min(0)
  seq!: number;
}

export class ReadDto extends SeqDto {
  @IsUUID()
  channelId!: string;
}

export class ChangeMembershipDto {
  @ApiPropertyOptional({ enum: ['all', 'mentions', 'none'] })
  @IsOptional()
  @IsIn(['all', 'mentions', 'none'])
  notify?: NotifyLevel;

  @ApiPropertyOptional({ description: "Takes the channel out of one's own list until something new is said" })
  @IsOptional()
  @IsBoolean()
  hidden?: boolean;
}

export class ChangeMyChannelDto extends ChangeMembershipDto {
  @IsUUID()
  channelId!: string;
}

export class OpenDirectDto {
  @ApiProperty({ format: 'uuid', description: "With one's own id: a channel for notes" })
  @IsUUID()
  userId!: string;
}

export class ReadStateView {
  @ApiProperty()
  readSeq!: number;
  @ApiProperty()
  unread!: number;
}
