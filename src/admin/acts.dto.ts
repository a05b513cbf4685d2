import { IsIn } from 'class-validator';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';
import type { UserRole } from '../contract/views.js';

export class ReasonDto {
  @IsText({ min: 0, max: LIMITS.reason, multiline: true })
  reason!: string;
}

export class RoleDto extends ReasonDto {
  @IsIn(['member', 'moderator', 'admin'])
  role!: UserRole;
}

export class ExportListDto {
  /** Of the address of the list. */
  @IsText({ min: 0, max: 2_000 })
  query!: string;
}
