import { useLingui } from '@lingui/react';
import { Smile } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { emojiDialog } from './emoji-dialog.js';
import { putText } from './field-text.js';
import { useLazyDialog } from './lazy-dialog.js';

interface EmojiButtonProps {
  area: RefObject<HTMLTextAreaElement | null>;
  onText: (text: string) => void;
}

/** Lets one choose an emoji, which goes to where the caret is. */
export function EmojiButton({ area, onText }: EmojiButtonProps): ReactNode {
  const { i18n } = useLingui();
  const open = useLazyDialog(emojiDialog);
  const label = i18n._('composer.emoji');
  const insert = (emoji: string): void => {
    const field = area.current;
    if (!field) return;
    const { value, selectionStart, selectionEnd } = field;
    const before = value.slice(0, selectionStart) + emoji;
    putText(field, onText, before + value.slice(selectionEnd), before.length);
  };
  return (
    <button
      type="button"
      className="icon-button rounded-2xl"
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      onClick={() => {
        open((EmojiPicker, onClose) => <EmojiPicker title={label} onPick={insert} onClose={onClose} />);
      }}
    >
      <Smile aria-hidden className="size-5" />
    </button>
  );
}
