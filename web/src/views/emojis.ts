export const HEART = '♥';

/** What most people reach for; anything else can be typed. */
export const EMOJIS = [
  ...['♥', '👍', '👎', '😂', '😊', '😍', '😮', '😢'],
  ...['😡', '🎉', '🔥', '👏', '🙏', '💪', '🤔', '👀'],
  ...['✅', '❌', '💯', '🚀', '👋', '🤝', '☕', '⭐'],
] as const;

/** The first character as people see it, when it is an emoji; an emoji may be made of many code points. */
export function emojiIn(text: string): string | null {
  const [first] = new Intl.Segmenter().segment(text.trim());
  return first && /\p{Extended_Pictographic}|\p{Regional_Indicator}{2}|\u20e3/u.test(first.segment)
    ? first.segment
    : null;
}
