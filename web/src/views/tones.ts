const TONES = 12;

/** Written out: the style sheet holds only classes that it finds in the sources. */
export const TONE_TEXT = [
  ...['text-tone-0', 'text-tone-1', 'text-tone-2', 'text-tone-3', 'text-tone-4', 'text-tone-5'],
  ...['text-tone-6', 'text-tone-7', 'text-tone-8', 'text-tone-9', 'text-tone-10', 'text-tone-11'],
];
export const TONE_BACKGROUND = [
  ...['bg-tone-0', 'bg-tone-1', 'bg-tone-2', 'bg-tone-3', 'bg-tone-4', 'bg-tone-5'],
  ...['bg-tone-6', 'bg-tone-7', 'bg-tone-8', 'bg-tone-9', 'bg-tone-10', 'bg-tone-11'],
];

/** A person keeps the same tone everywhere, because it comes from the id. */
export function toneOf(userId: string): number {
  let sum = 0;
  for (let at = 0; at < userId.length; at++) sum = (sum * 31 + userId.charCodeAt(at)) >>> 0;
  return sum % TONES;
}
