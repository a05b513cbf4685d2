const FRAMES = 10;

/** Rows are drawn unseen, and cannot take the focus, until they are measured: a frame or two. */
export function focusWhenShown(row: HTMLElement, options?: FocusOptions, frames = FRAMES): void {
  row.focus(options);
  if (document.activeElement === row || frames === 0) return;
  requestAnimationFrame(() => {
    if (row.isConnected) focusWhenShown(row, options, frames - 1);
  });
}
