import { Trans } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../state/model.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';

interface ConfirmDialogProps {
  title: string;
  text: string;
  action: string;
  onConfirm: () => Promise<Failure | null>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, text, action, onConfirm, onClose }: ConfirmDialogProps): ReactNode {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
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
        <button type="button" className="button button-danger" disabled={busy} onClick={() => void confirm()}>
          {action}
        </button>
      </div>
    </Dialog>
  );
}
