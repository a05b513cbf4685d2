import { type FocusEvent, type KeyboardEvent, type PointerEvent, useEffect, useState } from 'react';

interface RowActive {
  /** The tools are to be there: the pointer or the keyboard is in this row, or its menu is open. */
  active: boolean;
  menu: boolean;
  setMenu: (open: boolean) => void;
  openMenu: () => void;
  handlers: {
    onPointerOver: (event: PointerEvent) => void;
    onPointerLeave: () => void;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  };
}

/** A timeline has thousands of rows, and tools only where somebody is about to use them. */
export function useRowActive(usable: boolean): RowActive {
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const [menu, setMenu] = useState(false);
  const active = usable && (hovered || focused || menu);
  useEffect(() => {
    if (!active) return;
    // Kept unseen, it would not hear that pointer and focus went elsewhere.
    return () => {
      setHovered(false);
      setFocused(false);
      setMenu(false);
    };
  }, [active]);
  const openMenu = (): void => {
    if (usable) setMenu(true);
  };
  return {
    active,
    menu,
    setMenu,
    openMenu,
    handlers: {
      // Not "enter": React misses it when what covered the row, a dialog say, is taken away.
      onPointerOver: ({ pointerType }) => {
        if (pointerType === 'mouse') setHovered(true);
      },
      onPointerLeave: () => {
        setHovered(false);
      },
      onFocus: ({ target }) => {
        if (target.matches(':focus-visible')) setFocused(true);
      },
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) setFocused(false);
      },
      onKeyDown: (event) => {
        if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
        event.preventDefault();
        openMenu();
      },
    },
  };
}
