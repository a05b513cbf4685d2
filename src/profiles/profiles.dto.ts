import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { IsInt, Matches, Max, Min } from 'class-validator';
import { Maybe } from '../common/id.js';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';
import { DISPLAY_NAME } from '../users/username.js';

export class ChangeProfileDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: LIMITS.displayName })
  @Maybe()
  @IsText({ min: 1, max: LIMITS.displayName })
  @Matches(DISPLAY_NAME, {
    message: 'displayName must show something, and must not turn the direction of writing',
  })
  displayName?: string;

  @ApiPropertyOptional({ maxLength: LIMITS.bio })
  @Maybe()
  @IsText({ min: 0, max: LIMITS.bio, multiline: true })
  bio?: string;

  @ApiPropertyOptional({ maxLength: LIMITS.status })
  @Maybe()
  @IsText({ min: 0, max: LIMITS.status })
  status?: string;

  @ApiProperty({ minimum: 1, description: 'The version that was edited' })
  @IsInt()
  @Min(1)
  @Max(2 ** 31 - 1)
  version!: number;
}
