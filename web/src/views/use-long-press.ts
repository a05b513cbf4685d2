import { type PointerEvent, useEffect, useRef } from 'react';

const HOLD_MS = 450;
const MOVED_PX = 10;

interface LongPress {
  onPointerDown: (event: PointerEvent) => void;
  onPointerMove: (event: PointerEvent) => void;
  onPointerUp: () => void;
  onPointerCancel: () => void;
  onContextMenu: (event: { preventDefault: () => void }) => void;
}

/** A finger that rests on something. A mouse has its own ways. */
export function useLongPress(onHold: () => void): LongPress {
  const timer = useRef(0);
  const start = useRef({ x: 0, y: 0 });
  const touched = useRef(false);
  const stop = (): void => {
    clearTimeout(timer.current);
  };
  useEffect(() => stop, []);
  return {
    onPointerDown: ({ pointerType, clientX, clientY }) => {
      touched.current = pointerType === 'touch';
      stop();
      if (!touched.current) return;
      start.current = { x: clientX, y: clientY };
      timer.current = window.setTimeout(onHold, HOLD_MS);
    },
    onPointerMove: ({ clientX, clientY }) => {
      const { x, y } = start.current;
      if (Math.hypot(clientX - x, clientY - y) > MOVED_PX) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onContextMenu: (event) => {
      // The system's own menu for text would cover ours.
      if (touched.current) event.preventDefault();
    },
  };
}
