/** In UTF-16 units: a line of them, and never a text that takes time to look at. */
const MOST = 40;

// Not \p{RGI_Emoji}, which needs a newer browser than the rest.
const ONE = [
  String.raw`(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F\u20E3?|\p{Emoji_Modifier_Base}(?=\p{Emoji_Modifier}))`,
  String.raw`\p{Emoji_Modifier}?[\u{E0020}-\u{E007F}]*`,
].join('');
const ALL = new RegExp(String.raw`^(?:\s|${ONE}(?:\u200D\p{Emoji}\uFE0F?\p{Emoji_Modifier}?)*)+$`, 'u');

/** Whether a message says nothing but a few emojis. */
export function isEmojisOnly(text: string): boolean {
  return text.length <= MOST && ALL.test(text) && text.trim() !== '';
}
