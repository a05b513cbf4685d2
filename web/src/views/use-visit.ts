import { useLayoutEffect, useRef, useState } from 'react';

/** Grows whenever what was kept unseen is shown again; before that is painted. */
export function useVisit(): number {
  const [visit, setVisit] = useState(0);
  const known = useRef(false);
  useLayoutEffect(() => {
    if (known.current) setVisit((before) => before + 1);
    known.current = true;
  }, []);
  return visit;
}
