import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useRef, useState } from 'react';
import Cropper from 'react-easy-crop';
import 'react-easy-crop/react-easy-crop.css';
import type { Crop } from '../../../src/contract/views.js';
import type { Failure, Outcome } from '../state/model.js';
import { wholeSquare } from './crop-area.js';
import { Dialog } from './dialog.js';
import { percentText } from './file-size.js';
import { FormFailure } from './form-failure.js';
import { useObjectUrl } from './use-object-url.js';

const MOST_ZOOM = 5;
/** Pixels of the window; with Shift it is a fifth of that. */
const KEY_STEP = 8;

interface CropDialogProps {
  file: File;
  /** People are round, groups are not. */
  round: boolean;
  onSend: (file: File, crop: Crop) => Promise<Outcome>;
  onClose: () => void;
}

/** Chooses which part of a picture is seen in small. */
export default function CropDialog({ file, round, onSend, onClose }: CropDialogProps): ReactNode {
  const { i18n } = useLingui();
  const [area, setArea] = useState<Crop | null>(null);
  const [unseen, setUnseen] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    if (!area || busy) return;
    setBusy(true);
    setFailure(null);
    const refused = await onSend(file, area);
    setBusy(false);
    setFailure(refused);
    if (refused === null) onClose();
  };
  return (
    <Dialog title={i18n._('crop.title')} onClose={onClose}>
      {unseen ? (
        <p role="alert" className="rounded-lg bg-danger-soft px-3 py-2.5 text-danger">
          <Trans id="error.picture_invalid" />
        </p>
      ) : (
        <Part
          file={file}
          round={round}
          onArea={setArea}
          onUnseen={() => {
            setUnseen(true);
          }}
        />
      )}
      <FormFailure failure={failure} />
      <div className="flex flex-wrap justify-end gap-2">
        <button type="button" className="button" onClick={onClose}>
          <Trans id="dialog.cancel" />
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={!area}
          aria-disabled={busy}
          onClick={() => void send()}
        >
          {busy ? <Trans id="crop.busy" /> : <Trans id="crop.use" />}
        </button>
      </div>
    </Dialog>
  );
}

interface PartProps {
  file: File;
  round: boolean;
  onArea: (area: Crop) => void;
  onUnseen: () => void;
}

function Part({ file, round, onArea, onUnseen }: PartProps): ReactNode {
  const { i18n } = useLingui();
  const image = useObjectUrl(file);
  const [at, setAt] = useState({ x: 0, y: 0 });
  const [zoom, setZoom] = useState(1);
  const size = useRef({ width: 0, height: 0 });
  if (image === undefined) return <div className="aspect-square w-72 max-w-full" />;
  return (
    <>
      <div className="relative mx-auto aspect-square w-72 max-w-full shrink-0 overflow-hidden rounded-xl bg-panel">
        <Cropper
          image={image}
          crop={at}
          zoom={zoom}
          maxZoom={MOST_ZOOM}
          keyboardStep={KEY_STEP}
          aspect={1}
          objectFit="cover"
          cropShape={round ? 'round' : 'rect'}
          showGrid={false}
          // The content security policy refuses inline style sheets; the file imported above has the same.
          disableAutomaticStylesInjection
          mediaProps={{ alt: '', onError: onUnseen }}
          cropperProps={{ role: 'group', 'aria-label': i18n._('crop.area') }}
          classes={{ cropAreaClassName: 'focus-inside' }}
          onCropChange={setAt}
          onZoomChange={setZoom}
          onMediaLoaded={({ naturalWidth: width, naturalHeight: height }) => {
            size.current = { width, height };
          }}
          onCropAreaChange={(_shares, pixels) => {
            if (size.current.width > 0) onArea(wholeSquare(pixels, size.current));
          }}
        />
      </div>
      <label className="flex items-center gap-3">
        <span className="font-medium">
          <Trans id="crop.zoom" />
        </span>
        <input
          type="range"
          min={1}
          max={MOST_ZOOM}
          step={0.05}
          value={zoom}
          aria-valuetext={percentText(i18n.locale, zoom)}
          className="h-11 min-w-0 flex-1 accent-accent"
          onChange={({ target }) => {
            setZoom(target.valueAsNumber);
          }}
        />
      </label>
      <p className="text-sm text-quiet">
        <Trans id="crop.hint" />
      </p>
    </>
  );
}
