import { useLingui } from '@lingui/react';
import { X } from 'lucide-react';
import { type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from 'react';

interface DialogProps {
  title: string;
  onClose: () => void;
  /** There is only text in it: what scrolls takes the focus, so that keys can scroll it. */
  reading?: true;
  children: ReactNode;
}

/** The cancel event of a window for choosing files comes up to the dialog, too. */
export function onOwnCancel(onClose: () => void) {
  return ({ target, currentTarget }: SyntheticEvent): void => {
    if (target === currentTarget) onClose();
  };
}

/** A modal window. The browser keeps the focus inside, closes on Esc, and gives the focus back to where it came from. */
export function Dialog({ title, onClose, reading, children }: DialogProps): ReactNode {
  const { i18n } = useLingui();
  const titleId = useId();
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    // Without a field that waits for input the title is where reading begins, not the button that ends it.
    const first = dialog?.querySelector<HTMLElement>('[data-autofocus]') ?? dialog?.querySelector<HTMLElement>('h2');
    first?.focus();
    return () => {
      dialog?.close();
    };
  }, []);
  return (
    <dialog
      ref={box}
      aria-labelledby={titleId}
      onCancel={onOwnCancel(onClose)}
      onMouseDown={(event) => {
        // The content fills the window: what is hit outside it is the backdrop.
        if (event.target === event.currentTarget) onClose();
      }}
      className="dialog"
    >
      <div className="flex max-h-[inherit] flex-col">
        <header className="flex items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-5">
          <h2
            id={titleId}
            tabIndex={-1}
            className="line-clamp-2 min-w-0 flex-1 text-lg leading-snug font-semibold wrap-anywhere outline-none"
            dir="auto"
          >
            {title}
          </h2>
          <button type="button" className="icon-button" onClick={onClose} aria-label={i18n._('dialog.close')}>
            <X aria-hidden className="size-5" />
          </button>
        </header>
        <div
          {...(reading && { role: 'group', tabIndex: 0, 'aria-labelledby': titleId })}
          className="focus-inside flex min-h-0 flex-col gap-4 overflow-y-auto overscroll-contain p-5 pb-[max(1.25rem,env(safe-area-inset-bottom))]"
        >
          {children}
        </div>
      </div>
    </dialog>
  );
}
