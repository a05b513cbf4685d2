import { type RefObject, useLayoutEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { type Step, stepTowards } from '../state/steady-items.js';
import type { TimelineItem } from '../state/timeline.js';

/**
 * The rows as the list is to draw them next. It can take one change at its beginning or one at its end, told apart by
 * `shift`; where both happened at once the second comes in a second drawing, before anything is painted.
 *
 * A change at the beginning waits for a frame to begin. Between a move of its own and the scroll event that tells of it
 * virtua 0.54 goes by the numbers of the rows that it drew last: for a moment it would draw the rows that have those
 * numbers now, a screen full of others. And where a row above has another height in that moment, as the one that was the
 * first and bore the day, it would go back to where it was before its own move: so it is told of that move at once.
 */
export function useSteadyItems(
  wanted: readonly TimelineItem[],
  scroller: RefObject<HTMLElement | null>,
): Step<TimelineItem> {
  const [shown, setShown] = useState<Step<TimelineItem>>({ items: wanted, shift: false, generation: 0 });
  const step = stepTowards(shown, wanted);
  const isNew = step.items !== shown.items;
  // Taken at once: what is below is drawn one time, not a second time from an effect. But a change at the beginning is to
  // be drawn first: with what is dropped at the end in the same drawing the list would be as long as before.
  if (isNew && !step.shift && !shown.shift) setShown(step);
  useLayoutEffect(() => {
    if (!isNew) return;
    if (!step.shift) {
      setShown(step);
      return;
    }
    const frame = requestAnimationFrame(() => {
      flushSync(() => {
        setShown(step);
      });
      scroller.current?.dispatchEvent(new Event('scroll'));
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  });
  return shown;
}
