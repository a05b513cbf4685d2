import { createContext, type ReactNode, use, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';

type Close = () => void;
type RenderDialog = (close: Close) => ReactNode;
type Show = (dialog: RenderDialog) => void;

const DialogsContext = createContext<Show>(() => undefined);

/** Opens a dialog above whatever is on the screen, another dialog too. It closes when the address changes. */
export function useDialogs(): Show {
  return use(DialogsContext);
}

export function Dialogs({ children }: { children: ReactNode }): ReactNode {
  const [open, setOpen] = useState<readonly { id: number; dialog: RenderDialog }[]>([]);
  const count = useRef(0);
  const [path] = useLocation();
  const search = useSearch();
  const show = useCallback<Show>((dialog) => {
    const id = ++count.current;
    setOpen((before) => [...before, { id, dialog }]);
  }, []);
  useEffect(() => {
    setOpen([]);
  }, [path, search]);
  const before = useRef(0);
  useLayoutEffect(() => {
    if (open.length < before.current) reviveField();
    before.current = open.length;
  }, [open]);
  return (
    <DialogsContext value={show}>
      {children}
      {open.map(({ id, dialog }) => (
        <OpenDialog
          key={id}
          dialog={dialog}
          onClose={() => {
            setOpen((before) => before.filter((one) => one.id !== id));
          }}
        />
      ))}
    </DialogsContext>
  );
}

function OpenDialog({ dialog, onClose }: { dialog: RenderDialog; onClose: Close }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const close = (): void => {
    // Before React takes it away: meanwhile it is deaf, and nobody would hear that the focus came back.
    box.current?.querySelector('dialog')?.close();
    onClose();
  };
  return (
    <div ref={box} className="contents">
      {dialog(close)}
    </div>
  );
}

/**
 * A dialog that is closed gives the focus back to a field that is still inert for Chromium 156: what is typed there is not
 * written until the field gets the focus once more.
 */
function reviveField(): void {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
  field.blur();
  field.focus({ preventScroll: true });
}
