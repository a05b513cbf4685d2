import { useEffect } from 'react';
import { unsentFiles } from '../state/selectors.js';
import { useChat } from './client-context.js';

/** Files that are on their way are lost with the page: the browser asks before it goes. */
export function useLeaveWarning(): void {
  const unsent = useChat(unsentFiles);
  useEffect(() => {
    if (!unsent) return;
    const ask = (event: BeforeUnloadEvent): void => {
      event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => {
      window.removeEventListener('beforeunload', ask);
    };
  }, [unsent]);
}
