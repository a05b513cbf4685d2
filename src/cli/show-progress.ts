import type { Progress } from './outcome.js';

const WIDTH = 30;
/** Often enough for eyes. */
const EVERY_MS = 100;

/** A bar on a terminal; nothing elsewhere, since a log would be full of it. */
export function showProgress(stream: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): Progress {
  let shownAt = -Infinity;
  return (what, done, all) => {
    const isLast = done === all;
    if (!stream.isTTY || (!isLast && performance.now() - shownAt < EVERY_MS)) return;
    shownAt = isLast ? -Infinity : performance.now();
    const bar = '█'.repeat(Math.floor((done / all) * WIDTH)).padEnd(WIDTH, '░');
    stream.write(`\r${what} ${bar} ${done} of ${all}${isLast ? '\n' : ''}`);
  };
}
