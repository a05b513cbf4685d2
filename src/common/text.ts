import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

interface TextRule {
  min: number;
  max: number;
  /** Line breaks and tabs are allowed. */
  multiline?: boolean;
}

/** C0 and C1 control characters: nothing a person types, and NUL is refused by PostgreSQL. */
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_LINES = /[^\P{Cc}\n\t]/u;
/** Neither space nor format character, nor one of those that are drawn as nothing; U+2800 is the empty Braille pattern. */
const VISIBLE = /[^\s\p{Z}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

/**
 * Text as people write it: trimmed, line ends made `\n`, empty where nothing of it can be seen, well-formed Unicode (no lone
 * surrogate), without control characters, and from `min` to `max` code points long.
 */
export const IsText = (rule: TextRule): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? tidied(value) : value)),
    ValidateBy({
      name: 'isText',
      validator: {
        validate: (value) => textFault(value, rule) === undefined,
        defaultMessage: (args) => `${args?.property ?? 'text'} ${textFault(args?.value, rule) ?? ''}`,
      },
    }),
  );

function tidied(value: string): string {
  return VISIBLE.test(value) ? value.replaceAll('\r\n', '\n').trim() : '';
}

function textFault(value: unknown, { min, max, multiline = false }: TextRule): string | undefined {
  if (typeof value !== 'string') return 'must be text';
  if (!value.isWellFormed()) return 'must be well-formed Unicode';
  if ((multiline ? CONTROL_BUT_LINES : CONTROL).test(value)) return 'must not hold control characters';
  const length = countCharacters(value);
  return length < min || length > max ? `must be ${min} to ${max} characters long` : undefined;
}

/** Code points, as PostgreSQL and SQLite count them. */
function countCharacters(value: string): number {
  let count = 0;
  for (const _ of value) count++;
  return count;
}
