import { useEffect } from 'react';
import { useClient } from './client-context.js';

/** What could not be fetched is asked for once more when the connection is back. */
export function useRetry(failed: boolean, retry: () => void): void {
  const { store } = useClient();
  useEffect(() => {
    if (!failed) return;
    return store.subscribe(({ link }, before) => {
      if (link === 'online' && before.link !== 'online') retry();
    });
    // Whatever it does, it does the same.
  }, [store, failed]);
}
