import { ApiProperty } from '../common/api-docs.js';
import { IsInt, Max, Min } from 'class-validator';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';

/** For how long something is not allowed to a person, and why. */
export class TermDto {
  @ApiProperty({ minLength: 1, maxLength: LIMITS.reason, description: 'The person reads it' })
  @IsText({ min: 1, max: LIMITS.reason, multiline: true })
  reason!: string;

  @ApiProperty({ minimum: 1, maximum: LIMITS.banHours })
  @IsInt()
  @Min(1)
  @Max(LIMITS.banHours)
  hours!: number;
}
