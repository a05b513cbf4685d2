import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsInt, Max, Min } from 'class-validator';
import { IsId, Maybe } from '../common/id.js';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';

const body = { min: 1, max: LIMITS.messageBody, multiline: true };

/** A message as its author sends it, to a channel that the address names. */
export class DraftDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Made once per message; a retry with the same one returns the first result',
  })
  @IsId()
  clientId!: string;

  @ApiProperty({ minLength: body.min, maxLength: body.max, description: 'Markdown, kept as text' })
  @IsText(body)
  body!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A message of the same channel' })
  @Maybe()
  @IsId()
  replyToId?: string;
}

export class SendMessageDto extends DraftDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  channelId!: string;
}

export class EditDto {
  @ApiProperty({ minLength: body.min, maxLength: body.max })
  @IsText(body)
  body!: string;

  @ApiProperty({ minimum: 1, description: 'The version that was edited' })
  @IsInt()
  @Min(1)
  @Max(2 ** 31 - 1)
  version!: number;
}

export class EditMessageDto extends EditDto {
  @IsId()
  messageId!: string;
}

export class MessageIdDto {
  @IsId()
  messageId!: string;
}

export class ManyMessagesQuery {
  @ApiProperty({ type: String, description: `Up to ${LIMITS.messagesAtOnce} ids, separated by commas` })
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value))
  @IsId({ each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(LIMITS.messagesAtOnce)
  ids!: string[];
}
