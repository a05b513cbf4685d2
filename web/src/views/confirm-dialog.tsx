import { Trans } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../state/model.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';

interface ConfirmDialogProps {
  title: string;
  /** The beginning of what it is about, as somebody wrote it. */
  quote?: string;
  text: string;
  action: string;
  /** Nothing is lost by it. */
  harmless?: boolean;
  onConfirm: () => Promise<Failure | null>;
  onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { title, quote, text, action, harmless = false, onConfirm, onClose } = props;
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
      {quote !== undefined && (
        <p className="line-clamp-3 border-s-2 border-accent ps-2 wrap-anywhere text-quiet" dir="auto">
          {quote}
        </p>
      )}
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
