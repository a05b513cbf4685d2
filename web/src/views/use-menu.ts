import { type KeyboardEvent, type RefObject, useCallback, useRef, useState } from 'react';

const EDGE_PX = 8;

interface Place {
  left: number;
  top: number;
}

interface Popup {
  box: RefObject<HTMLDivElement | null>;
  open: boolean;
  place: Place;
  /** Shows the box beside this element, which gets the focus back. */
  show: (beside: HTMLElement) => void;
  hide: () => void;
  onToggle: () => void;
}

/** A native popover in the top layer, put where it fits; Esc and a press elsewhere close it. */
export function usePopup(): Popup {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<Place>({ left: 0, top: 0 });
  const hide = useCallback(() => {
    box.current?.hidePopover();
  }, []);
  const show = useCallback((beside: HTMLElement) => {
    const popup = box.current;
    if (!popup || popup.matches(':popover-open')) return;
    popup.showPopover();
    setPlace(placeFor(popup, beside.getBoundingClientRect()));
    firstItem(popup)?.focus();
  }, []);
  const onToggle = useCallback(() => {
    setOpen(box.current?.matches(':popover-open') ?? false);
  }, []);
  return { box, open, place, show, hide, onToggle };
}

/** Below the element and flush with its end, above it where there is no room, never beyond the window. */
function placeFor(popup: HTMLElement, beside: DOMRect): Place {
  const { offsetWidth: width, offsetHeight: height } = popup;
  const below = beside.bottom + 4;
  const top = below + height > innerHeight - EDGE_PX ? beside.top - height - 4 : below;
  return { left: within(beside.right - width, innerWidth - width), top: within(top, innerHeight - height) };
}

function within(value: number, most: number): number {
  return Math.max(EDGE_PX, Math.min(value, most - EDGE_PX));
}

const ITEMS = '[role^="menuitem"]:not([disabled])';

function firstItem(popup: HTMLElement): HTMLElement | null {
  return popup.querySelector<HTMLElement>(`[aria-checked="true"], ${ITEMS}`);
}

/** Arrows, Home and End go round the items of a menu; Tab leaves it. */
export function menuKeys(event: KeyboardEvent<HTMLElement>, hide: () => void): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>(ITEMS)];
  const at = items.indexOf(event.target as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === 'Tab') hide();
  if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  items[(to + items.length) % items.length]?.focus();
}
