import { type MouseEvent, type PointerEvent, useRef } from 'react';

const FAR_PX = 50;

interface Swipe {
  onPointerDown: (event: PointerEvent) => void;
  onPointerUp: (event: PointerEvent) => void;
  onPointerCancel: () => void;
  onClickCapture: (event: MouseEvent) => void;
}

/** A finger that goes to the left asks for what is next (1), to the right for what was before (-1). */
export function useSwipe(onSwipe: (by: 1 | -1) => void): Swipe {
  const start = useRef<{ x: number; y: number } | null>(null);
  const swiped = useRef(false);
  const forget = (): void => {
    start.current = null;
  };
  return {
    onPointerDown: ({ pointerType, isPrimary, clientX, clientY }) => {
      swiped.current = false;
      // A second finger makes it a pinch.
      start.current = pointerType === 'touch' && isPrimary ? { x: clientX, y: clientY } : null;
    },
    onPointerUp: ({ clientX, clientY }) => {
      if (!start.current) return;
      const [right, down] = [clientX - start.current.x, clientY - start.current.y];
      forget();
      if (Math.abs(right) < FAR_PX || Math.abs(right) < Math.abs(down)) return;
      swiped.current = true;
      onSwipe(right < 0 ? 1 : -1);
    },
    onPointerCancel: forget,
    onClickCapture: (event) => {
      // Letting go is no press.
      if (swiped.current) event.stopPropagation();
      swiped.current = false;
    },
  };
}
