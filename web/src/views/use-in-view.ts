import { type RefObject, useEffect, useRef } from 'react';

/** Scrolls an option into its list when it becomes the active one: the focus, which would do it, stays in the field. */
export function useInView(active: boolean): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) box.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return box;
}
