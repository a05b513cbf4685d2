import { useEffect } from 'react';

/**
 * Takes the token of a link that was opened here, now or later. It stands behind `#`, so that no log holds it, and leaves the
 * address bar at once.
 *
 * @param onToken the same from one drawing to the next
 */
export function useAddressToken(name: string, onToken: (token: string) => void): void {
  useEffect(() => {
    const take = (): void => {
      const token = new URLSearchParams(location.hash.slice(1)).get(name);
      if (!token) return;
      onToken(token);
      history.replaceState(history.state, '', location.pathname);
    };
    take();
    window.addEventListener('hashchange', take);
    return () => {
      window.removeEventListener('hashchange', take);
    };
  }, [name, onToken]);
}
