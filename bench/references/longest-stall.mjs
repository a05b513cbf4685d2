// Runs in the server that is measured. The first SIGUSR2 begins; the second one writes into a file for how many milliseconds
// the event loop stood still at most.
import { renameSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const delays = monitorEventLoopDelay({ resolution: 1 });
const file = process.env.STALL_FILE;
process.once('SIGUSR2', () => {
  delays.enable();
  process.once('SIGUSR2', () => {
    writeFileSync(`${file}.part`, String(delays.max / 1e6));
    renameSync(`${file}.part`, file);
  });
});
