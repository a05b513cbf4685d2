import { useSyncExternalStore } from 'react';

/** Whether somebody is likely to look at this page: it is shown, and the keys go to it. */
export function isAttentive(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}

export function useAttentive(): boolean {
  return useSyncExternalStore(follow, isAttentive);
}

function follow(changed: () => void): () => void {
  window.addEventListener('focus', changed);
  window.addEventListener('blur', changed);
  document.addEventListener('visibilitychange', changed);
  return () => {
    window.removeEventListener('focus', changed);
    window.removeEventListener('blur', changed);
    document.removeEventListener('visibilitychange', changed);
  };
}
