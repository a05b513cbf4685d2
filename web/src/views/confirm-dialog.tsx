import { Trans } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../state/model.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';

interface ConfirmDialogProps {
  title: string;
  text: string;
  action: string;
  /** Nothing is lost by it. */
  harmless?: boolean;
  onConfirm: () => Promise<Failure | null>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { title, text, action, harmless = false, onConfirm, onClose } = props;
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const refused = await onConfirm();
    setBusy(false);
    setFailure(refused);
    if (refused === null) onClose();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p className="wrap-anywhere">{text}</p>
      <FormFailure failure={failure} />
      <div className="flex flex-wrap justify-end gap-2">
        <button type="button" className="button" onClick={onClose} data-autofocus>
          <Trans id="dialog.cancel" />
        </button>
        <button
          type="button"
          className={`button ${harmless ? 'button-main' : 'button-danger'}`}
          aria-disabled={busy}
          onClick={() => void confirm()}
        >
          {action}
        </button>
      </div>
    </Dialog>
  );
}
