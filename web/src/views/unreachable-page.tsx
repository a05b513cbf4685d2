import { Trans } from '@lingui/react';
import type { ReactNode } from 'react';
import { useClient } from './client-context.js';

export function UnreachablePage(): ReactNode {
  const client = useClient();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-4 p-6 text-center">
      <div role="alert" className="flex flex-col items-center gap-4">
        <h1 className="text-xl font-semibold">
          <Trans id="unreachable.title" />
        </h1>
        <p className="max-w-sm text-quiet">
          <Trans id="unreachable.text" />
        </p>
      </div>
      <button type="button" className="button" onClick={() => void client.start()}>
        <Trans id="unreachable.again" />
      </button>
    </main>
  );
}
