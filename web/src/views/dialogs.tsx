import { createContext, Fragment, type ReactNode, use, useCallback, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';

type Close = () => void;
type Show = (dialog: (close: Close) => ReactNode) => void;

const DialogsContext = createContext<Show>(() => undefined);

/** Opens a dialog above whatever is on the screen, another dialog too. It closes when the address changes. */
export function useDialogs(): Show {
  return use(DialogsContext);
}

export function Dialogs({ children }: { children: ReactNode }): ReactNode {
  const [open, setOpen] = useState<readonly { id: number; dialog: (close: Close) => ReactNode }[]>([]);
  const count = useRef(0);
  const [path] = useLocation();
  const show = useCallback<Show>((dialog) => {
    const id = ++count.current;
    setOpen((before) => [...before, { id, dialog }]);
  }, []);
  useEffect(() => {
    setOpen([]);
  }, [path]);
  return (
    <DialogsContext value={show}>
      {children}
      {open.map(({ id, dialog }) => (
        <Fragment key={id}>
          {dialog(() => {
            setOpen((before) => before.filter((one) => one.id !== id));
          })}
        </Fragment>
      ))}
    </DialogsContext>
  );
}
