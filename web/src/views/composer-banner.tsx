import { X } from 'lucide-react';
import type { ReactNode } from 'react';

interface ComposerBannerProps {
  title: string;
  text: string;
  cancel: string;
  onCancel: () => void;
}

/** Which message is answered or changed, and the way out of it. */
export function ComposerBanner({ title, text, cancel, onCancel }: ComposerBannerProps): ReactNode {
  return (
    <div className="mb-1 flex items-center gap-2 rounded-xl border-l-2 border-accent bg-panel pl-3" data-banner>
      <div className="min-w-0 flex-1 py-1 text-sm">
        <p className="truncate font-semibold text-accent" dir="auto">
          {title}
        </p>
        <p className="truncate text-quiet" dir="auto">
          {text}
        </p>
      </div>
      <button type="button" className="icon-button" aria-label={cancel} title={cancel} onClick={onCancel}>
        <X aria-hidden className="size-5" />
      </button>
    </div>
  );
}
