import { useState } from 'react';

interface Selection {
  chosen: ReadonlySet<string>;
  toggle: (thing: { id: string }) => void;
}

/** Some of many, at most so many at once. */
export function useSelection(most: number): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = ({ id }: { id: string }): void => {
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(id) && next.size < most) next.add(id);
      return next;
    });
  };
  return { chosen, toggle };
}
