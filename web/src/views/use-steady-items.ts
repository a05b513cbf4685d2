import { type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Step, stepTowards } from '../state/steady-items.js';
import type { TimelineItem } from '../state/timeline.js';

/**
 * The rows as the list is to draw them next. It can take one change at its beginning or one at its end, told apart by
 * `shift`; where both happened at once, as in a timeline that is as long as it may be, the second follows in a frame of
 * its own: drawn together the list would be as long as before, and the reader would find other rows in their place.
 *
 * A change at the beginning waits for a frame to begin. Between a move of its own and the scroll event that tells of it
 * virtua 0.54 goes by the numbers of the rows that it drew last: for a moment it would draw the rows that have those
 * numbers now, a screen full of others. And where a row above has another height in that moment, as the one that was the
 * first and bore the day, it would go back to where it was before its own move: so it is told of that move at once. It
 * is the frame after the next: in the next there is already what the page of messages costs itself.
 */
export function useSteadyItems(
  wanted: readonly TimelineItem[],
  scroller: RefObject<HTMLElement | null>,
): Step<TimelineItem> {
  const [shown, setShown] = useState<Step<TimelineItem>>({ items: wanted, shift: false, generation: 0 });
  const step = stepTowards(shown, wanted);
  const isNew = step.items !== shown.items;
  const drawn = useRef(shown);
  // Taken at once: what is below is drawn one time, not a second time from an effect.
  if (isNew && !step.shift && (!shown.shift || drawn.current === shown)) setShown(step);
  const next = useRef<Step<TimelineItem> | null>(null);
  const frame = useRef(0);
  useLayoutEffect(() => {
    drawn.current = shown;
    next.current = isNew ? step : null;
    // Not begun again with each drawing: in a lively channel it would never end.
    if (!isNew || frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = requestAnimationFrame(() => {
        frame.current = 0;
        const taken = next.current;
        if (!taken) return;
        flushSync(() => {
          setShown(taken);
        });
        if (taken.shift) scroller.current?.dispatchEvent(new Event('scroll'));
      });
    });
  });
  useLayoutEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      frame.current = 0;
    },
    [],
  );
  return shown;
}
