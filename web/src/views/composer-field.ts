const touch = matchMedia('(pointer: coarse)');

/** Where one writes, if the page has such a place. */
export function composerField(): HTMLTextAreaElement | null {
  return document.querySelector('main textarea[aria-autocomplete]');
}

/** Once the page that was gone to is there. Not where that would bring up a keyboard on the screen. */
export function focusComposer(): void {
  if (touch.matches) return;
  requestAnimationFrame(() => {
    composerField()?.focus();
  });
}
