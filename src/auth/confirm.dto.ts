import { IsString, MaxLength } from 'class-validator';
import { Maybe } from '../common/id.js';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';

export class ConfirmDto {
  @IsString()
  @MaxLength(4 * LIMITS.password.max)
  password!: string;

  @Maybe()
  @IsText({ min: 0, max: 150 })
  code?: string;
}
