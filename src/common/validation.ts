import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import type { FieldError } from '../contract/errors.js';
import { AppError } from './app-error.js';
import { validateQuickly } from './quick-validation.js';

/** More than any request of ours has, and little enough that looking at all of it costs nothing. */
const MAX_DEPTH = 5;
const MAX_VALUES = 5_000;

/** Refuses what is too deep or too wide before class-transformer walks it, which takes long or overflows the stack. */
class ModestValidation extends ValidationPipe {
  override transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const quick = metadata.type !== 'custom' && metadata.metatype && validateQuickly(metadata.metatype, value);
    if (quick) return Promise.resolve(quick);
    // Bodies only: sockets and people pass here too.
    if (metadata.type === 'body' && !isModest(value))
      throw new AppError('validation_failed', { detail: 'too deep, or too many values' });
    return super.transform(value, metadata);
  }
}

function isModest(value: unknown): boolean {
  let seen = 0;
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    seen += level.length;
    if (depth > MAX_DEPTH || seen > MAX_VALUES) return false;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? (Object.values(item) as unknown[]) : [],
    );
  }
  return true;
}

/** Both doors validate alike: unknown fields are refused, and the answer points at what is wrong. */
export const validation = (): ValidationPipe =>
  new ModestValidation({
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
