import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { ArrayMaxSize, ArrayUnique, IsInt, Max, Min } from 'class-validator';
import { IsId, IsIdList, Maybe } from '../common/id.js';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';

const body = { min: 0, max: LIMITS.messageBody, multiline: true };

/** A message as its author sends it, to a channel that the address names. */
export class DraftDto {
  @ApiProperty({
    format: 'uuid',
    description: 'Made once per message; a retry with the same one returns the first result',
  })
  @IsId()
  clientId!: string;

  @ApiProperty({ maxLength: body.max, description: 'Markdown, kept as text; empty only beside uploads' })
  @IsText(body)
  body!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A message of the same channel' })
  @Maybe()
  @IsId()
  replyToId?: string;

  @ApiPropertyOptional({
    type: [String],
    maxItems: LIMITS.uploadsInMessage,
    description: 'Files that I uploaded to this channel and have not sent, in the order in which they are shown',
  })
  @Maybe()
  @IsId({ each: true })
  @ArrayMaxSize(LIMITS.uploadsInMessage)
  @ArrayUnique()
  uploadIds?: string[];
}

export class SendMessageDto extends DraftDto {
  @ApiProperty({ format: 'uuid' })
  @IsId()
  channelId!: string;
}

export class EditDto {
  @ApiProperty({ maxLength: body.max })
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
  @IsIdList(LIMITS.messagesAtOnce)
  ids!: string[];
}
