import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { FieldError } from '../contract/errors.js';
import { AppError } from './app-error.js';

/** Both doors validate alike: unknown fields are refused, and the answer points at what is wrong. */
export const validation = (): ValidationPipe =>
  new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    transform: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new AppError('validation_failed', { errors: fieldErrors(errors) }),
  });

function fieldErrors(errors: ValidationError[], parent = ''): FieldError[] {
  return errors.slice(0, 20).flatMap((error) => {
    const pointer = `${parent}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, detail]) => ({ pointer, code, detail }));
    return [...own, ...fieldErrors(error.children ?? [], pointer)];
  });
}
