import type { ReactNode } from 'react';

/** The sign of the house: the bell that called the veche together. */
export function Bell({ className }: { className: string }): ReactNode {
  return <img src="/favicon.svg" alt="" className={className} />;
}
