import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useRef, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { Crop } from '../../../src/contract/views.js';
import type { Failure, Outcome } from '../state/model.js';
import { useTell } from './toast.js';
import { sizeText } from './file-size.js';
import { FormFailure } from './form-failure.js';
import { lazyDialog, useLazyDialog } from './lazy-dialog.js';

const cropDialog = lazyDialog(() => import('./crop-dialog.js'));

interface PictureFieldProps {
  /** As it is now. */
  picture: ReactNode;
  has: boolean;
  round?: boolean;
  onSet: (file: File, crop: Crop) => Promise<Outcome>;
  onRemove: () => Promise<Outcome>;
}

/** The picture of a person or a group, and how to have another one. */
export function PictureField({ picture, has, round = false, onSet, onRemove }: PictureFieldProps): ReactNode {
  const { i18n } = useLingui();
  const tell = useTell();
  const openCrop = useLazyDialog(cropDialog);
  const input = useRef<HTMLInputElement>(null);
  const choose = useRef<HTMLButtonElement>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const take = (file: File): void => {
    setFailure(null);
    const max = sizeText(i18n.locale, LIMITS.avatarBytes);
    if (file.size > LIMITS.avatarBytes) tell(i18n._('uploads.tooLarge', { name: file.name, max }));
    else openCrop((CropDialog, onClose) => <CropDialog file={file} round={round} onSend={onSet} onClose={onClose} />);
  };
  const remove = async (): Promise<void> => {
    setFailure(await onRemove());
    // The button that was pressed is gone.
    choose.current?.focus();
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-4">
        {picture}
        <div className="flex flex-1 basis-46 flex-wrap gap-2">
          <button ref={choose} type="button" className="button" onClick={() => input.current?.click()}>
            {has ? <Trans id="picture.change" /> : <Trans id="picture.choose" />}
          </button>
          {has && (
            <button type="button" className="button button-danger" onClick={() => void remove()}>
              <Trans id="picture.remove" />
            </button>
          )}
        </div>
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) take(file);
          // The same file, chosen once more, would be no change.
          target.value = '';
        }}
      />
      <FormFailure failure={failure} />
    </div>
  );
}
