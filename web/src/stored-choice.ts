/** A choice kept in this browser; storage can be forbidden, and the choice then lasts until the reload. */
export function readChoice<Choice extends string>(key: string, allowed: readonly Choice[]): Choice | undefined {
  try {
    const stored = localStorage.getItem(key);
    return allowed.find((choice) => choice === stored);
  } catch {
    return undefined;
  }
}

export function keepChoice(key: string, choice: string): void {
  try {
    localStorage.setItem(key, choice);
  } catch {
    // See above.
  }
}

/** Tells when another tab chose. @returns the way to stop */
export function onChosenElsewhere(key: string, tell: () => void): () => void {
  const onStorage = (event: StorageEvent): void => {
    // Without a key where all was cleared.
    if (event.key === key || event.key === null) tell();
  };
  window.addEventListener('storage', onStorage);
  return () => {
    window.removeEventListener('storage', onStorage);
  };
}
