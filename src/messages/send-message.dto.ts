import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsUUID } from 'class-validator';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';

/** A message as its author sends it, to a channel that the address names. */
export class DraftDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Made once per message; a retry with the same one returns the first result',
  })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsUUID()
  clientId!: string;

  @ApiProperty({ minLength: 1, maxLength: LIMITS.messageBody })
  @IsText({ min: 1, max: LIMITS.messageBody, multiline: true })
  body!: string;
}

export class SendMessageDto extends DraftDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  channelId!: string;
}
