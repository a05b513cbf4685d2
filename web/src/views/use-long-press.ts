import { type MouseEvent, type PointerEvent, useEffect, useRef } from 'react';

const HOLD_MS = 450;
const SETTLED_MS = 100;
const MOVED_PX = 10;
/** Some systems ask for their menu only when the finger is gone. */
const MENU_WITHIN_MS = 1_000;

interface LongPress {
  onPointerDownCapture: () => void;
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onClickCapture: (event: MouseEvent) => void;
  onContextMenu: (event: MouseEvent) => void;
}

/** A finger that rests on something, the innermost of such things; told is what it rested on. A mouse has its own ways. */
export function useLongPress(onHold: (pressed: Element) => void): LongPress {
  const timer = useRef(0);
  const start = useRef({ x: 0, y: 0 });
  const pressed = useRef<Element>(null);
  const touchedUntil = useRef(-Infinity);
  const held = useRef(false);
  const stop = (): void => {
    clearTimeout(timer.current);
  };
  const letGo = (): void => {
    touchedUntil.current = Math.min(touchedUntil.current, performance.now() + MENU_WITHIN_MS);
  };
  useEffect(() => stop, []);
  return {
    onPointerDownCapture: () => {
      held.current = false;
    },
    onPointerDown: (event) => {
      const { pointerType, clientX, clientY } = event;
      event.stopPropagation();
      touchedUntil.current = pointerType === 'touch' ? Infinity : -Infinity;
      stop();
      if (pointerType !== 'touch') return;
      start.current = { x: clientX, y: clientY };
      pressed.current = event.target as Element;
      timer.current = window.setTimeout(() => {
        held.current = true;
        // Not on every device; the others open it without a word.
        (navigator as { vibrate?: (ms: number) => boolean }).vibrate?.(10);
      }, HOLD_MS);
    },
    onPointerMove: ({ clientX, clientY }) => {
      const { x, y } = start.current;
      if (Math.hypot(clientX - x, clientY - y) > MOVED_PX) stop();
    },
    onPointerUp: () => {
      stop();
      letGo();
      // Letting go, and the click that the browser makes of it, would close a menu that is open already.
      if (held.current)
        timer.current = window.setTimeout(() => {
          if (pressed.current) onHold(pressed.current);
        }, SETTLED_MS);
    },
    onPointerCancel: () => {
      stop();
      letGo();
    },
    onClickCapture: (event) => {
      // Letting go is no press.
      if (held.current) {
        event.preventDefault();
        event.stopPropagation();
      }
      held.current = false;
    },
    onContextMenu: (event) => {
      // The system's own menu for text would cover ours.
      if (performance.now() < touchedUntil.current) event.preventDefault();
    },
  };
}
