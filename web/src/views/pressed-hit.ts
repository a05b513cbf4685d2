// Which message was gone to from the list, kept with the list's place in the history of the browser.

export function rememberHit(id: string): void {
  history.replaceState({ hit: id }, '');
}

/** The link that was pressed, where one came back to the list. */
export function pressedHit(): HTMLElement | null {
  const { hit } = (history.state ?? {}) as { hit?: unknown };
  return typeof hit === 'string' ? document.querySelector<HTMLElement>(`[data-hit="${CSS.escape(hit)}"]`) : null;
}
