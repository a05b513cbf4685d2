// The timeline on the screen, and the key that leads to its end from anywhere on the page.
import { useEffect } from 'react';

let goToEnd: (() => void) | null = null;

export function useTimelineEnd(go: () => void): void {
  useEffect(() => {
    goToEnd = go;
    return () => {
      if (goToEnd === go) goToEnd = null;
    };
  }, [go]);
}

export function toTimelineEnd(): void {
  goToEnd?.();
}
