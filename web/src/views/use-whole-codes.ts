import { type ChangeEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { emojiOfCode, inTone, languageOf } from '../state/emojis.js';
import { fetchEmojis } from './emoji-data.js';
import { putText } from './field-text.js';
import { chosenTone } from './skin-tone.js';

/** The colon was just typed that ends it. */
const WHOLE = /(?<![\p{L}\p{M}\p{N}_@.:/\\"'`-]):([\p{L}\p{M}\p{N}_+-]{2,50}):$/u;

/**
 * Puts an emoji in the place of a `:name:` that is typed out. What is pasted stays as it is, and so does what is not there
 * any more when the names have come.
 */
export function useWholeCodes(
  channelId: string,
  area: RefObject<HTMLTextAreaElement | null>,
  onText: (text: string) => void,
): (event: ChangeEvent<HTMLTextAreaElement>) => void {
  const now = useRef({ channelId, onText });
  useLayoutEffect(() => {
    now.current = { channelId, onText };
  });
  const replace = async (code: string, end: number): Promise<void> => {
    const found = emojiOfCode(await fetchEmojis(languageOf(code)), code);
    const field = area.current;
    const start = end - code.length - 2;
    if (!found || !field || now.current.channelId !== channelId || field.value.slice(start, end) !== `:${code}:`)
      return;
    const emoji = inTone(found, chosenTone());
    const caret = field.selectionStart;
    const text = field.value.slice(0, start) + emoji + field.value.slice(end);
    putText(field, now.current.onText, text, caret < end ? caret : caret - (end - start) + emoji.length);
  };
  return ({ target, nativeEvent }) => {
    if ((nativeEvent as InputEvent).data !== ':') return;
    const code = WHOLE.exec(target.value.slice(0, target.selectionStart))?.[1];
    if (code !== undefined) replace(code, target.selectionStart).catch(() => undefined);
  };
}
