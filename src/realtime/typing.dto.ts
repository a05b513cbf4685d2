import { IsBoolean } from 'class-validator';
import { IsId } from '../common/id.js';

export class TypingDto {
  @IsId()
  channelId!: string;

  @IsBoolean()
  typing!: boolean;
}
