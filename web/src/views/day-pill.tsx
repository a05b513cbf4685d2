import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import { saidOf } from '../state/timeline.js';
import { dayText } from './dates.js';
import type { TimelineScroll } from './use-timeline-scroll.js';

const SHOWN_MS = 1_500;

/** Of which day the uppermost row is, while one scrolls. The labels between the rows say it to screen readers. */
export function DayPill({ scroller, topItem }: Pick<TimelineScroll, 'scroller' | 'topItem'>): ReactNode {
  const { i18n } = useLingui();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    let timer = 0;
    let lastTop = box.scrollTop;
    let lastDay: string | undefined;
    const onScroll = (): void => {
      const moved = Math.abs(box.scrollTop - lastTop);
      lastTop = box.scrollTop;
      const item = topItem();
      // A new message that moves the list by a line is not scrolling.
      if (!item || moved < 2) return;
      const { day } = item;
      if (day !== lastDay || timer === 0) setText(dayText(i18n.locale, saidOf(item).createdAt));
      lastDay = day;
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        timer = 0;
        setText(null);
      }, SHOWN_MS);
    };
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      setText(null);
      box.removeEventListener('scroll', onScroll);
    };
  }, [scroller, topItem, i18n.locale]);
  if (text === null) return null;
  return (
    <div
      aria-hidden
      data-day
      className="pointer-events-none absolute top-2 left-1/2 -translate-x-1/2 rounded-full border border-line bg-raised px-3 py-1 text-xs font-medium whitespace-nowrap text-quiet shadow-sm"
    >
      {text}
    </div>
  );
}
