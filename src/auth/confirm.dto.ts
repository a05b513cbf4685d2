import { IsString, MaxLength } from 'class-validator';
import { LIMITS } from '../contract/limits.js';

export class ConfirmDto {
  @IsString()
  @MaxLength(4 * LIMITS.password.max)
  password!: string;
}
