// From one order of a list to the next, for a list of React's. Pure.

/** So many others are jumped over before it is worth a new element. */
const FAR = 50;
/** More at once are another order, of which React knows more. */
const FEW = 5;

export interface Order {
  ids: readonly string[];
  /** How often each has jumped: in an item's key it makes a new element of it. */
  jumps: Readonly<Record<string, number>>;
}

/**
 * What jumps from far down to the top is to be another element there. React keeps the element whose old place is the
 * lowest, and moves all those that it jumped over: among a thousand chats a message took 350 ms, with the processor four
 * times slower.
 *
 * @param held what has to stay the same element, as the focus is on it
 */
export function reordered({ ids, jumps }: Order, now: readonly string[], held: string | undefined): Order {
  const places = new Map(ids.map((id, place) => [id, place]));
  let least = Infinity;
  const far: string[] = [];
  for (const [place, id] of [...now.entries()].reverse()) {
    const before = places.get(id) ?? -1;
    if (before > least && before - place >= FAR && id !== held) far.push(id);
    else if (before >= 0) least = Math.min(least, before);
  }
  if (far.length === 0 || far.length > FEW) return { ids: now, jumps };
  return { ids: now, jumps: { ...jumps, ...Object.fromEntries(far.map((id) => [id, (jumps[id] ?? 0) + 1])) } };
}
