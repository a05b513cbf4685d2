import { applyDecorators } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy } from 'class-validator';

export const HEART = '♥';

/** Exactly one emoji that is recommended for general interchange (Unicode Technical Standard 51). */
const EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');
const SHOWN_IN_COLOUR = '\u{FE0F}';

/**
 * One spelling per emoji: many may be written with or without the sign that asks for colour, and are the same to people.
 * What is no emoji stays as it is.
 */
export function emojiOf(value: string): string {
  const full = EMOJI.test(value) ? value : value + SHOWN_IN_COLOUR;
  if (full === HEART + SHOWN_IN_COLOUR) return HEART;
  return EMOJI.test(full) ? full : value;
}

const isEmoji = (value: unknown): boolean => typeof value === 'string' && (value === HEART || EMOJI.test(value));

export const IsEmoji = (): PropertyDecorator =>
  applyDecorators(
    // The longest of them has ten code points; a long text is not worth looking at.
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && value.length <= 40 ? emojiOf(value) : value,
    ),
    ValidateBy({ name: 'isEmoji', validator: { validate: isEmoji, defaultMessage: () => 'emoji must be one emoji' } }),
  );
