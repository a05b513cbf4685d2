import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { Dialog } from './dialog.js';
import { emojiIn, EMOJIS } from './emojis.js';

interface EmojiPickerProps {
  /** Those that were given already: they are pressed, and pressing again takes them back. */
  given: readonly string[];
  onPick: (emoji: string) => void;
  onClose: () => void;
}

export function EmojiPicker({ given, onPick, onClose }: EmojiPickerProps): ReactNode {
  const { i18n } = useLingui();
  const pick = (emoji: string): void => {
    onPick(emoji);
    onClose();
  };
  return (
    <Dialog title={i18n._('emoji.title')} onClose={onClose}>
      <div className="grid grid-cols-6 gap-1 sm:grid-cols-8" role="group" aria-label={i18n._('emoji.title')}>
        {EMOJIS.map((emoji) => (
          <button
            key={emoji}
            type="button"
            aria-pressed={given.includes(emoji)}
            className="emoji flex aspect-square min-h-11 items-center justify-center rounded-lg text-2xl hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:ring-1 aria-pressed:ring-accent"
            onClick={() => {
              pick(emoji);
            }}
          >
            {emoji}
          </button>
        ))}
      </div>
      <OtherEmoji onPick={pick} />
    </Dialog>
  );
}

function OtherEmoji({ onPick }: { onPick: (emoji: string) => void }): ReactNode {
  const { i18n } = useLingui();
  const [text, setText] = useState('');
  const emoji = emojiIn(text);
  const wrong = text.trim() !== '' && emoji === null;
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (emoji !== null) onPick(emoji);
      }}
    >
      <div className="flex gap-2">
        <input
          className="input"
          value={text}
          aria-label={i18n._('emoji.other')}
          placeholder={i18n._('emoji.other')}
          aria-invalid={wrong}
          aria-describedby="emoji-note"
          autoComplete="off"
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <button type="submit" className="button button-main" disabled={emoji === null}>
          <Trans id="emoji.give" />
        </button>
      </div>
      <p id="emoji-note" role="status" className={`text-sm text-danger ${wrong ? '' : 'hidden'}`}>
        {wrong && <Trans id="emoji.wrong" />}
      </p>
    </form>
  );
}
