import { ApiProperty, ApiPropertyOptional } from './api-docs.js';
import { ERRORS, type ErrorCode, type FieldError, type Problem } from '../contract/errors.js';

class FieldErrorView implements FieldError {
  @ApiProperty({ description: 'JSON pointer to the value that is wrong' })
  pointer!: string;
  @ApiProperty()
  code!: string;
  @ApiProperty()
  detail!: string;
}

export class ProblemView implements Problem {
  @ApiProperty()
  type!: string;
  @ApiProperty({ enum: Object.keys(ERRORS) })
  code!: ErrorCode;
  @ApiProperty()
  status!: number;
  @ApiProperty()
  title!: string;
  @ApiPropertyOptional()
  detail?: string;
  @ApiPropertyOptional({ type: [FieldErrorView] })
  errors?: FieldErrorView[];
  @ApiProperty({ description: 'The very same request may succeed later' })
  retryable!: boolean;
  @ApiPropertyOptional()
  retryAfterMs?: number;
  @ApiPropertyOptional({ format: 'date-time', description: 'Until when it is refused; `detail` says why' })
  until?: string;
  @ApiProperty()
  requestId!: string;
}
