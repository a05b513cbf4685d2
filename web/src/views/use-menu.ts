import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

const EDGE_PX = 8;
const APART_PX = 4;

interface Place {
  left: number;
  top: number;
}

export interface Popup {
  box: RefObject<HTMLDivElement | null>;
  open: boolean;
  place: Place;
  /** Shows the box beside this element, which gets the focus back. */
  show: (beside: HTMLElement) => void;
  hide: () => void;
  onToggle: () => void;
}

/**
 * A native popover in the top layer, put where it fits. While something scrolls or the window changes it goes with its
 * element, and changes sides only where it must. It closes on Esc, on a press elsewhere and when its element, or the message
 * that this is part of, leaves the screen.
 */
export function usePopup(): Popup {
  const box = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLElement>(null);
  const above = useRef(false);
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<Place>({ left: 0, top: 0 });
  const hide = useCallback(() => {
    box.current?.hidePopover();
  }, []);
  const show = useCallback((beside: HTMLElement) => {
    const popup = box.current;
    if (!popup || popup.matches(':popover-open')) return;
    anchor.current = beside;
    popup.showPopover();
    const around = beside.getBoundingClientRect();
    above.current = isAbove(popup, around, false);
    setPlace(placeFor(popup, around, above.current));
    firstItem(popup)?.focus();
  }, []);
  const onToggle = useCallback(() => {
    setOpen(box.current?.matches(':popover-open') ?? false);
  }, []);
  useEffect(() => {
    const [popup, beside] = [box.current, anchor.current];
    if (!open || !popup || !beside) return;
    const put = (): void => {
      const around = beside.getBoundingClientRect();
      above.current = isAbove(popup, around, above.current);
      setPlace(placeFor(popup, around, above.current));
    };
    return follow(beside, put, hide);
  }, [open, hide]);
  useEffect(() => {
    const popup = box.current;
    return () => {
      // Hidden with what is around it, it would still be open.
      if (popup?.matches(':popover-open')) popup.hidePopover();
    };
  }, []);
  return { box, open, place, show, hide, onToggle };
}

/** Calls `moved` in the frames in which the element may be elsewhere, and `left` when it is seen no more. */
function follow(element: HTMLElement, moved: () => void, left: () => void): () => void {
  let frame = 0;
  const again = (): void => {
    cancelAnimationFrame(frame);
    // By then the list has put its rows right; drawn later, the popup would trail behind by a frame.
    frame = requestAnimationFrame(() => {
      flushSync(moved);
    });
  };
  const soon = ({ target }: Event): void => {
    if (!(target instanceof Node) || target.contains(element)) again();
  };
  let seen = false;
  const observer = new IntersectionObserver((entries) => {
    const isSeen = entries.at(-1)?.isIntersecting ?? false;
    // A key can open the menu of a row that was scrolled away.
    if (seen && !isSeen) left();
    seen = isSeen;
  });
  observer.observe(element.closest('article') ?? element);
  // A list puts its rows in another order.
  const order = new MutationObserver(again);
  if (element.parentElement) order.observe(element.parentElement, { childList: true });
  window.addEventListener('scroll', soon, { capture: true, passive: true });
  window.addEventListener('resize', soon);
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    order.disconnect();
    window.removeEventListener('scroll', soon, { capture: true });
    window.removeEventListener('resize', soon);
  };
}

/** Below the element, above it where there is no room; and where it is now, as long as there is. */
function isAbove({ offsetHeight }: HTMLElement, { top, bottom }: DOMRect, now: boolean): boolean {
  const needed = offsetHeight + APART_PX + EDGE_PX;
  return (now && top >= needed) || bottom + needed > innerHeight;
}

/** Flush with the end of the element, never beyond the window. */
function placeFor(popup: HTMLElement, beside: DOMRect, above: boolean): Place {
  const { offsetWidth: width, offsetHeight: height } = popup;
  const top = above ? beside.top - height - APART_PX : beside.bottom + APART_PX;
  return { left: within(beside.right - width, innerWidth - width), top: within(top, innerHeight - height) };
}

function within(value: number, most: number): number {
  return Math.max(EDGE_PX, Math.min(value, most - EDGE_PX));
}

const SIGNS = '[role="menuitemcheckbox"]';
const ITEMS = `[role^="menuitem"]:not(${SIGNS})`;

function firstItem(popup: HTMLElement): HTMLElement | null {
  return popup.querySelector<HTMLElement>(ITEMS);
}

/** Arrows, Home and End go round the items of a menu; Tab leaves it. */
export function menuKeys(event: KeyboardEvent<HTMLElement>, hide: () => void): void {
  if (event.key === 'Tab') hide();
  const next = itemFor(event.key, event.currentTarget, event.target as HTMLElement);
  if (!next) return;
  event.preventDefault();
  event.stopPropagation();
  next.focus();
}

/** A row of signs counts as one item, and the arrows to the sides go along it. */
function itemFor(key: string, menu: HTMLElement, from: HTMLElement): HTMLElement | undefined {
  const signs = [...menu.querySelectorAll<HTMLElement>(SIGNS)];
  const sign = signs.indexOf(from);
  const beside = { ArrowRight: sign + 1, ArrowLeft: sign - 1 }[key];
  if (beside !== undefined) return sign < 0 ? undefined : signs.at(beside % signs.length);
  const items = [...signs.slice(0, 1), ...menu.querySelectorAll<HTMLElement>(ITEMS)];
  const at = sign < 0 ? items.indexOf(from) : 0;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
  return to === undefined ? undefined : items.at(to % items.length);
}
