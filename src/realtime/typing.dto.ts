import { IsBoolean, IsUUID } from 'class-validator';

export class TypingDto {
  @IsUUID()
  channelId!: string;

  @IsBoolean()
  typing!: boolean;
}
