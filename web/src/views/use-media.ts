import { useSyncExternalStore } from 'react';

/** Whether the query holds now; the list is made once, outside of what is drawn. */
export function useMedia(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed);
      return () => {
        query.removeEventListener('change', changed);
      };
    },
    () => query.matches,
  );
}
