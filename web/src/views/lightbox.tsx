import { useLingui } from '@lingui/react';
import { ChevronLeft, ChevronRight, Download, type LucideIcon, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useLayoutEffect, useRef, useState } from 'react';
import { onOwnCancel } from './dialog.js';
import { LightboxPicture } from './lightbox-picture.js';
import { downloadUrl, type Picture } from './pictures.js';
import { useSwipe } from './use-swipe.js';

interface LightboxProps {
  pictures: readonly Picture[];
  at: number;
  onClose: () => void;
}

/** The pictures of one message, one at a time, as large as the window. */
export default function Lightbox({ pictures, at, onClose }: LightboxProps): ReactNode {
  const { i18n } = useLingui();
  const titleId = useId();
  const [index, setIndex] = useState(at);
  const box = useModal();
  const count = pictures.length;
  const go = (by: 1 | -1): void => {
    setIndex((now) => (now + by + count) % count);
  };
  const swipe = useSwipe(go);
  const onKeyDown = ({ key }: KeyboardEvent): void => {
    if (key === 'ArrowLeft') go(-1);
    if (key === 'ArrowRight') go(1);
  };
  const picture = pictures[index];
  if (!picture) return null;
  return (
    <dialog
      ref={box}
      tabIndex={-1}
      aria-labelledby={titleId}
      className="lightbox"
      onCancel={onOwnCancel(onClose)}
      onKeyDown={onKeyDown}
    >
      <div className="flex h-full flex-col">
        <header className="flex items-center gap-1 py-1.5 pr-1.5 pl-4">
          <h2 id={titleId} tabIndex={-1} className="min-w-0 truncate font-semibold outline-none" dir="auto">
            {picture.name}
          </h2>
          <p role="status" className="mr-auto ml-2 shrink-0 text-sm text-quiet tabular-nums">
            {count > 1 && i18n._('lightbox.position', { at: index + 1, count })}
          </p>
          <a
            href={downloadUrl(picture)}
            download={picture.name}
            className="icon-button"
            aria-label={i18n._('uploads.download')}
            title={i18n._('uploads.download')}
          >
            <Download aria-hidden className="size-5" />
          </a>
          <button type="button" className="icon-button" onClick={onClose} aria-label={i18n._('dialog.close')}>
            <X aria-hidden className="size-5" />
          </button>
        </header>
        <div className="relative min-h-0 flex-1 touch-pan-y touch-pinch-zoom" {...swipe}>
          <LightboxPicture key={picture.id} picture={picture} onBeside={onClose} />
          {count > 1 && (
            <>
              <Step label={i18n._('lightbox.previous')} icon={ChevronLeft} place="left-2" by={-1} go={go} />
              <Step label={i18n._('lightbox.next')} icon={ChevronRight} place="right-2" by={1} go={go} />
            </>
          )}
        </div>
      </div>
    </dialog>
  );
}

function useModal(): RefObject<HTMLDialogElement | null> {
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    dialog?.querySelector('h2')?.focus();
    return () => {
      dialog?.close();
    };
  }, []);
  return box;
}

interface StepProps {
  label: string;
  icon: LucideIcon;
  place: string;
  by: 1 | -1;
  go: (by: 1 | -1) => void;
}

function Step({ label, icon: Icon, place, by, go }: StepProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={`icon-button absolute top-1/2 -translate-y-1/2 rounded-full border border-line bg-raised text-ink shadow-sm ${place}`}
      onClick={() => {
        go(by);
      }}
    >
      <Icon aria-hidden className="size-6" />
    </button>
  );
}
