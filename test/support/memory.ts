import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const MIB = 1024 * 1024;

/** MiB of memory that processes had in use. */
export interface Memory {
  server: number;
  /** The server and all processes that it started; what they share is counted in each. */
  tree: number;
}

/** Zero for a process that is gone. */
function statusOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  try {
    const [, kib = '0'] =
      new RegExp(`^${field}:\\s*(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return (Number(kib) * 1024) / MIB;
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .flatMap((task) => readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' '))
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

export function memoryOf(pid: number): Memory {
  const server = statusOf(pid, 'VmRSS');
  return { server, tree: childrenOf(pid).reduce((sum, child) => sum + statusOf(child, 'VmRSS'), server) };
}

/** The most that a server had while `work` was done: looked at every 50 ms, and for the server what the kernel saw too. */
export async function peakDuring(pid: number, work: () => Promise<void>): Promise<Memory> {
  // Begins the kernel's own account of the peak anew: proc(5).
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const peak = memoryOf(pid);
  const look = () => {
    const now = memoryOf(pid);
    peak.server = Math.max(peak.server, now.server);
    peak.tree = Math.max(peak.tree, now.tree);
  };
  const looking = setInterval(look, 50);
  try {
    await work();
  } finally {
    clearInterval(looking);
  }
  look();
  return { ...peak, server: Math.max(peak.server, statusOf(pid, 'VmHWM')) };
}
