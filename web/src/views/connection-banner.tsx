import { Trans } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import { useChat, useClient } from './client-context.js';

const AFTER_MS = 2_000;

/** Says that nothing arrives at the moment. Short breaks are nobody's business and show nothing. */
export function ConnectionBanner(): ReactNode {
  const client = useClient();
  const link = useChat((state) => state.link);
  const shown = useLongerThan(link !== 'online', AFTER_MS);
  return (
    <div role="status">
      {shown && (
        <div className="flex min-h-11 flex-wrap items-center justify-center gap-x-3 bg-warning-soft px-4 pt-[env(safe-area-inset-top)] text-center text-sm text-warning">
          {link === 'refused' ? <Trans id="link.refused" /> : <Trans id="link.offline" />}
          {link !== 'refused' && (
            <button
              type="button"
              className="min-h-11 px-2 font-semibold underline underline-offset-2"
              onClick={() => {
                client.reconnectNow();
              }}
            >
              <Trans id="link.now" />
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function useLongerThan(condition: boolean, ms: number): boolean {
  const [long, setLong] = useState(false);
  useEffect(() => {
    if (!condition) return;
    const timer = setTimeout(() => {
      setLong(true);
    }, ms);
    return () => {
      clearTimeout(timer);
      setLong(false);
    };
  }, [condition, ms]);
  return long;
}
