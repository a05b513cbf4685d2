import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { IsId, Maybe } from '../common/id.js';
import { AfterIdQuery } from '../common/page.js';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';
import type * as contract from '../contract/views.js';
import { MessageView } from '../messages/message.view.js';

const q = { min: 1, max: LIMITS.searchQuery };

export class SearchDto extends AfterIdQuery {
  @ApiProperty({
    minLength: q.min,
    maxLength: q.max,
    example: 'budget "next year" from:ann in:"my group" after:2026-01-01 before:2026-02-01',
    description:
      'Words, found in most of their forms where they are English or Russian, and parts of words, all of which the message ' +
      'holds; ' +
      '"a phrase"; from:username, in:group (or in:general), ' +
      'after: and before: a day in UTC, of which the first is in and the second is not. ' +
      `At most ${LIMITS.searchTerms} words and phrases of at most ${LIMITS.searchTerm} characters each, ` +
      `${LIMITS.searchShortTerms} of them shorter than three`,
  })
  @IsText(q)
  q!: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'Messages of this channel alone' })
  @Maybe()
  @IsId()
  channelId?: string;

  /** Smaller than of other lists: every hit carries its message and an excerpt. */
  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.searchPage, default: LIMITS.searchPage })
  @Maybe()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LIMITS.searchPage)
  override limit: number = LIMITS.searchPage;
}

export class SearchHitView implements contract.SearchHitView {
  @ApiProperty()
  message!: MessageView;
  @ApiProperty({ description: 'A part of the body; what was found stands between U+E000 and U+E001' })
  excerpt!: string;
}
