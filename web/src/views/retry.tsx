import { useEffect } from 'react';
import { useClient } from './client-context.js';

/**
 * Stands where something could not be fetched: it is asked for once more when the connection is back. A component, since
 * hundreds of pictures go by in a scroll, and hardly one of them fails.
 */
export function Retry({ onOnline }: { onOnline: () => void }): null {
  const { store } = useClient();
  useEffect(
    () =>
      store.subscribe(({ link }, before) => {
        if (link === 'online' && before.link !== 'online') onOnline();
      }),
    // Whatever it does, it does the same.
    [store],
  );
  return null;
}
