import type { ReactNode } from 'react';

/** Something that can be completed. */
export interface Candidate {
  /** What takes the place of what was begun. */
  text: string;
  picture: ReactNode;
  label: string;
  note: string;
}
