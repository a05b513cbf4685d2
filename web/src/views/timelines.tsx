import { Activity, type ReactNode, useState } from 'react';
import { Timeline, type TimelineProps } from './timeline.js';

const KEPT = 4;

interface Kept extends TimelineProps {
  /** Greater than those of the timelines that were open before it. */
  turn: number;
}

/**
 * The timeline of the open channel. Those that were open before it stay as they were drawn, unseen and asleep: no effect
 * of theirs runs, so they read nothing, hear nothing and take no key. With the processor four times slower, going back to
 * one takes 200 ms instead of 350.
 */
export function Timelines({ room, name }: TimelineProps): ReactNode {
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const turn = Math.max(0, ...kept.map((one) => one.turn));
  const open = kept.find((one) => one.turn === turn);
  if (open?.room !== room || open.name !== name)
    setKept(withOpen(kept, { room, name, turn: open?.room.id === room.id ? turn : turn + 1 }));
  return kept.map((one) => (
    <Activity key={one.room.id} mode={one === open ? 'visible' : 'hidden'}>
      <Timeline room={one.room} name={one.name} />
    </Activity>
  ));
}

/** Each keeps its place among the others: what is moved within a page loses where it was scrolled to. */
function withOpen(kept: readonly Kept[], open: Kept): readonly Kept[] {
  const isKnown = kept.some(({ room }) => room.id === open.room.id);
  const all = isKnown ? kept.map((one) => (one.room.id === open.room.id ? open : one)) : [...kept, open];
  const turns = all.map(({ turn }) => turn).sort((a, b) => b - a);
  return all.filter(({ turn }) => turns.indexOf(turn) < KEPT);
}
