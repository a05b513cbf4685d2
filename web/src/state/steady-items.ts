// From one list of rows to the next in changes that a virtual list can follow. Pure.

export interface Step<Item> {
  items: readonly Item[];
  /** What changed is at the beginning, and what follows is to stay where it is on the screen. */
  shift: boolean;
  /** Grows when nothing of what was shown is left. */
  generation: number;
}

/** The next step; the last one has the wanted list itself. */
export function stepTowards<Item extends { key: string }>(
  { items: shown, generation }: Step<Item>,
  wanted: readonly Item[],
): Step<Item> {
  const [first] = shown;
  const [begins] = wanted;
  if (shown === wanted || !first || !begins || first.key === begins.key)
    return { items: wanted, shift: false, generation };
  const added = wanted.findIndex(({ key }) => key === first.key);
  const dropped = shown.findIndex(({ key }) => key === begins.key);
  if (added < 0 && dropped < 0) return { items: wanted, shift: false, generation: generation + 1 };
  // Who was the first, or is now, looks different: it is drawn so with what makes it so, or it would grow in the next step,
  // with rows above it on the screen.
  const shifted =
    added > 0 ? [...wanted.slice(0, added + 1), ...shown.slice(1)] : [begins, ...shown.slice(dropped + 1)];
  const isAll = shifted.length === wanted.length && shifted.at(-1)?.key === wanted.at(-1)?.key;
  return { items: isAll ? wanted : shifted, shift: true, generation };
}
