import { type ReactNode, useMemo } from 'react';
import { findEmojis, inTone, languageOf } from '../state/emojis.js';
import type { Candidate } from './candidate.js';
import { chosenTone } from './skin-tone.js';
import { useEmojis } from './use-emojis.js';

const MOST = 6;

/** Emojis with a name like this, in the language of what was typed; none where none is begun. */
export function useEmojiCandidates(begun: string | undefined): readonly Candidate[] {
  const emojis = useEmojis(begun === undefined ? null : languageOf(begun));
  return useMemo(() => {
    if (begun === undefined || !emojis) return [];
    return findEmojis(emojis, begun, MOST).map((emoji) => {
      const { label, code } = emoji;
      const text = inTone(emoji, chosenTone());
      return { text, label, note: code === null ? '' : `:${code}:`, picture: <EmojiPicture emoji={text} /> };
    });
  }, [begun, emojis]);
}

function EmojiPicture({ emoji }: { emoji: string }): ReactNode {
  return (
    <span aria-hidden className="emoji flex size-9 shrink-0 items-center justify-center text-2xl">
      {emoji}
    </span>
  );
}
