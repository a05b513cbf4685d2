import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type RefObject, useState } from 'react';
import type { Candidate } from './candidate.js';
import { putText } from './field-text.js';
import { useEmojiCandidates } from './use-emoji-candidates.js';
import { useListKeys } from './use-list-keys.js';
import { useNameCandidates } from './use-name-candidates.js';

/** What is being typed, up to the caret: a name, and an emoji that stands neither in a word nor in an address. */
const NAME = /(?<![\p{L}\p{N}_@./-])@([\p{L}\p{M}\p{N}._-]*)$/u;
const EMOJI = /(?<![\p{L}\p{M}\p{N}_@.:/\\"'`-]):(\p{L}{2}[\p{L}\p{M}\p{N}_+-]*)$/u;

export interface Completion {
  label: string;
  found: readonly Candidate[];
  /** The one that Enter takes. */
  at: number;
  take: (candidate: Candidate) => void;
  close: () => void;
  onSelect: () => void;
  /** True when the key was meant for the list. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** Completes the name or the emoji that stands before the caret. */
export function useCompletion(
  channelId: string,
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  onText: (text: string) => void,
): Completion {
  const { i18n } = useLingui();
  const [caret, setCaret] = useState<number | null>(null);
  const typed = caret === null ? '' : text.slice(0, caret);
  const [name, emoji] = [NAME.exec(typed), EMOJI.exec(typed)];
  const names = useNameCandidates(channelId, name?.[1]);
  const emojis = useEmojiCandidates(emoji?.[1]);
  const found = name ? names : emojis;
  const close = (): void => {
    setCaret(null);
  };
  const take = (candidate: Candidate): void => {
    const begun = name ?? emoji;
    if (!area.current || caret === null || !begun) return;
    const before = `${text.slice(0, begun.index)}${candidate.text} `;
    putText(area.current, onText, before + text.slice(caret), before.length);
    close();
  };
  const options = found.map((candidate) => ({
    take: () => {
      take(candidate);
    },
  }));
  const { at, reset, onKeyDown } = useListKeys(options);
  const onKey = (event: KeyboardEvent): boolean => {
    if (found.length === 0) return false;
    if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
    if (event.key === 'Tab') options[at]?.take();
    else if (event.key === 'Escape') close();
    else {
      onKeyDown(event);
      return event.defaultPrevented;
    }
    event.preventDefault();
    return true;
  };
  const onSelect = (): void => {
    const field = area.current;
    setCaret(field && field.selectionStart === field.selectionEnd ? field.selectionStart : null);
    reset();
  };
  return { label: name ? i18n._('mention.label') : i18n._('emoji.label'), found, at, take, close, onSelect, onKey };
}
