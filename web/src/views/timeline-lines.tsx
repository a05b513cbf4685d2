import { Trans } from '@lingui/react';
import type { ReactNode } from 'react';

export function DayLabel({ text }: { text: string }): ReactNode {
  return (
    <div className="mt-5 mb-1 flex items-center gap-3 px-4 text-xs font-medium text-quiet md:px-6">
      <span className="h-px flex-1 bg-line" />
      {text}
      <span className="h-px flex-1 bg-line" />
    </div>
  );
}

/** Below it begins what was not read when the channel was opened. */
export function UnreadLine(): ReactNode {
  return (
    <div data-line="unread" className="mt-3 flex items-center gap-3 px-4 text-xs font-semibold text-danger md:px-6">
      <span className="h-px flex-1 bg-danger/50" />
      <Trans id="timeline.unreadLine" />
      <span className="h-px flex-1 bg-danger/50" />
    </div>
  );
}
