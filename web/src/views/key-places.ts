// Where the focus is, as far as keys are concerned.

const FIELDS = 'input, textarea, select, [contenteditable]';

/** What is typed goes into a field. */
export function isInField(): boolean {
  return document.activeElement?.matches(FIELDS) ?? false;
}

/** A menu or a dialog is open, which has keys of its own; a toast has none. */
export function isSomethingOpen(): boolean {
  return document.querySelector('dialog[open], [popover="auto"]:popover-open') !== null;
}

/** A key that writes something. The space presses buttons, and scrolls. */
export function isPrintable({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return [...key].length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;
}
