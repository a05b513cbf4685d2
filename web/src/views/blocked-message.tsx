import { Trans } from '@lingui/react';
import type { ReactNode } from 'react';
import { useRowTabIndex } from './row-tab-index.js';

/** In the place of what a blocked person said. */
export function BlockedMessage({ id, onShow }: { id: string; onShow: () => void }): ReactNode {
  const tabIndex = useRowTabIndex();
  return (
    <p className="flex flex-wrap items-center gap-x-2 pl-12 text-sm text-quiet">
      <span id={id} className="italic">
        <Trans id="message.blocked" />
      </span>
      <button
        type="button"
        tabIndex={tabIndex}
        className="rounded px-1 py-1 font-medium text-accent hover:underline pointer-coarse:min-h-11"
        onClick={onShow}
      >
        <Trans id="message.showAnyway" />
      </button>
    </p>
  );
}
