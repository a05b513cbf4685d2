import { readdirSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

const LOWEST = 19;

/** Makes this process the last to get the processor, and the first to go when memory runs out. */
export function yieldToOthers(): void {
  if (process.platform !== 'linux') {
    setPriority(LOWEST);
    return;
  }
  // Linux gives every thread a priority of its own; those that come later inherit it.
  for (const thread of readdirSync('/proc/self/task')) setPriority(Number(thread), LOWEST);
  writeFileSync('/proc/self/oom_score_adj', '1000');
}
