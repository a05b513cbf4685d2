import { useLingui } from '@lingui/react';
import { Paperclip } from 'lucide-react';
import { type ReactNode, type RefObject, useRef } from 'react';

interface AttachButtonProps {
  button: RefObject<HTMLButtonElement | null>;
  onFiles: (files: readonly File[]) => void;
}

export function AttachButton({ button, onFiles }: AttachButtonProps): ReactNode {
  const { i18n } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const label = i18n._('composer.attach');
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon-button rounded-2xl"
        aria-label={label}
        title={label}
        onClick={() => {
          input.current?.click();
        }}
      >
        <Paperclip aria-hidden className="size-5" />
      </button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file, chosen once more, would be no change.
          target.value = '';
        }}
      />
    </>
  );
}
