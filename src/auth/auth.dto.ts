import { ApiProperty, ApiPropertyOptional } from '../common/api-docs.js';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { Maybe } from '../common/id.js';
import { IsText } from '../common/text.js';
import { LIMITS } from '../contract/limits.js';
import { DISPLAY_NAME, USERNAME } from '../users/username.js';

const { username, displayName, password } = LIMITS;
const passwordText = { minLength: password.min, maxLength: password.max };
/** Bounds the work before the rules of auth/password-rules count characters. */
const BOUND = 4 * password.max;

/** A code of the second factor, or what may stand in for it. */
const Code = () => IsText({ min: 1, max: 150 });

export class RegisterDto {
  @ApiProperty({ minLength: username.min, maxLength: username.max, description: 'Letters and digits joined by . - _' })
  @IsText(username)
  @Matches(USERNAME, { message: 'username must be letters and digits, joined by single dots, dashes or underscores' })
  username!: string;

  @ApiProperty(passwordText)
  @IsString()
  @MaxLength(BOUND)
  password!: string;

  @ApiPropertyOptional({ minLength: 1, maxLength: displayName, description: 'The username where it is left out' })
  @Maybe()
  @IsText({ min: 1, max: displayName })
  @Matches(DISPLAY_NAME, { message: 'displayName must show something, and must not turn the direction of writing' })
  displayName?: string;

  @ApiPropertyOptional({
    description: 'From a link that the server or its command line prints: makes an administrator',
  })
  @Maybe()
  @IsText({ min: 1, max: 150 })
  setupToken?: string;
}

export class LoginDto {
  @ApiProperty()
  @IsText({ min: 1, max: 256 })
  username!: string;

  @ApiProperty()
  @IsString()
  @MaxLength(BOUND)
  password!: string;

  @ApiPropertyOptional({ description: 'Of the second factor, where the person has one; a recovery code too' })
  @Maybe()
  @Code()
  code?: string;
}

export class PasswordDto {
  @ApiProperty()
  @IsString()
  @MaxLength(BOUND)
  password!: string;
}

export class CodeDto {
  @ApiProperty({ description: 'From the authenticator app' })
  @Code()
  code!: string;
}

export class ProofDto extends PasswordDto {
  @ApiProperty({ description: 'From the authenticator app, or a recovery code' })
  @Code()
  code!: string;
}

export class ChangePasswordDto {
  @ApiProperty()
  @IsString()
  @MaxLength(BOUND)
  currentPassword!: string;

  @ApiProperty(passwordText)
  @IsString()
  @MaxLength(BOUND)
  newPassword!: string;
}

export class DeleteAccountDto extends PasswordDto {
  @ApiProperty({ enum: ['keep', 'erase'], description: 'What becomes of what I said; my own notes are erased anyway' })
  @IsIn(['keep', 'erase'])
  messages!: 'keep' | 'erase';
}

export class ResetPasswordDto {
  @ApiProperty({ description: 'From the link that an operator handed out' })
  @IsText({ min: 1, max: 150 })
  token!: string;

  @ApiProperty(passwordText)
  @IsString()
  @MaxLength(BOUND)
  newPassword!: string;
}
