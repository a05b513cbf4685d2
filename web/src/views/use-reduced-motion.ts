import { useSyncExternalStore } from 'react';

const reduced = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the person asked their system for less movement. */
export function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (changed) => {
      reduced.addEventListener('change', changed);
      return () => {
        reduced.removeEventListener('change', changed);
      };
    },
    () => reduced.matches,
  );
}
