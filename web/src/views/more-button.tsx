import { Trans } from '@lingui/react';
import type { ReactNode } from 'react';

/** Fetches the next page of a list, where there is one. */
export function MoreButton({ more }: { more: (() => void) | undefined }): ReactNode {
  if (!more) return null;
  return (
    <button type="button" className="button" onClick={more}>
      <Trans id="list.more" />
    </button>
  );
}
