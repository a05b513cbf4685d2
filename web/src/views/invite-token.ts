import { useEffect, useState } from 'react';

const KEY = 'veche.invite';

/**
 * The token of an invitation. It leaves the address bar at once, and stays in this tab until it is used: signing in or
 * registering may come between.
 */
export function useInviteToken(): string | null {
  const [token, setToken] = useState(takeToken);
  useEffect(() => {
    const take = (): void => {
      setToken(takeToken());
    };
    take();
    window.addEventListener('hashchange', take);
    return () => {
      window.removeEventListener('hashchange', take);
    };
  }, []);
  return token;
}

export function waitingInvite(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return kept;
  }
}

export function forgetInvite(): void {
  keep(null);
}

/** Where storage is forbidden it lasts until the reload. */
let kept: string | null = null;

function takeToken(): string | null {
  const token = location.hash.slice(1);
  if (token === '') return waitingInvite();
  keep(token);
  history.replaceState(history.state, '', location.pathname);
  return token;
}

function keep(token: string | null): void {
  kept = token;
  try {
    if (token === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, token);
  } catch {
    // See above.
  }
}
