import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';
import type { UserRole } from '../contract/views.js';

export class ReasonDto {
  @IsText({ min: 0, max: LIMITS.reason, multiline: true })
  reason!: string;
}

export class BanDto {
  /** The person reads it. */
  @IsText({ min: 1, max: LIMITS.reason, multiline: true })
  reason!: string;

  @IsInt()
  @Min(1)
  @Max(LIMITS.banHours)
  hours!: number;
}

export class RoleDto extends ReasonDto {
  @IsIn(['member', 'moderator', 'admin'])
  role!: UserRole;
}
