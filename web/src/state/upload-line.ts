// Sends files, a few at a time over all channels. What went wrong for the moment is tried again, the rest waits for the person.
import type { UploadView } from '../../../src/contract/views.js';
import type { HttpDoor } from '../api/doors.js';
import { backoff, type Clock } from './clock.js';
import { asFailure, isOver } from './failures.js';
import type { Failure, LocalUpload } from './model.js';

const AT_ONCE = 2;
/** How often a file is tried again by itself. */
const RETRIES = 2;

export interface Cargo {
  id: string;
  channelId: string;
  file: Blob;
  name: string;
}

interface Job extends Cargo {
  abort: AbortController;
  retries: number;
}

export interface UploadLineDeps {
  http: Pick<HttpDoor, 'upload' | 'deleteUpload'>;
  clock: Clock;
  changed: (id: string, change: Partial<LocalUpload>) => void;
  signedOut: () => void;
}

export class UploadLine {
  /** Every file that is not there yet, be it waiting, moving or failed. */
  private readonly jobs = new Map<string, Job>();
  private waiting: Job[] = [];
  private moving = 0;
  private live = false;

  constructor(private readonly deps: UploadLineDeps) {}

  ids(): string[] {
    return [...this.jobs.keys()];
  }

  add(cargo: Cargo): void {
    const job = { ...cargo, abort: new AbortController(), retries: 0 };
    this.jobs.set(job.id, job);
    this.waiting.push(job);
    this.go();
  }

  /** Sends a failed file again, at the end of the line. */
  retry(id: string): void {
    const job = this.jobs.get(id);
    if (!job) return;
    job.retries = 0;
    this.deps.changed(id, { failure: null });
    this.waiting.push(job);
    this.go();
  }

  cancel(id: string): void {
    const job = this.jobs.get(id);
    this.jobs.delete(id);
    this.waiting = this.waiting.filter((one) => one !== job);
    job?.abort.abort();
  }

  resume(): void {
    this.live = true;
    this.go();
  }

  /** Nothing more begins. What is moving goes on: a request may well survive the socket. */
  pause(): void {
    this.live = false;
  }

  stop(): void {
    this.pause();
    for (const id of this.ids()) this.cancel(id);
  }

  private go(): void {
    while (this.live && this.moving < AT_ONCE) {
      const job = this.waiting.shift();
      if (!job) return;
      this.moving++;
      void this.send(job);
    }
  }

  private async send(job: Job): Promise<void> {
    const { id, channelId, file, name, abort } = job;
    const progress = (fraction: number): void => {
      if (!abort.signal.aborted) this.deps.changed(id, { progress: fraction });
    };
    const hooks = { progress, signal: abort.signal };
    const { upload, failure } = await this.deps.http.upload(channelId, file, name, hooks).then(
      (stored) => ({ upload: stored, failure: null }),
      (error: unknown) => ({ upload: null, failure: asFailure(error) }),
    );
    this.moving--;
    if (upload) this.arrived(job, upload);
    else if (!abort.signal.aborted) void this.failed(job, failure);
    this.go();
  }

  private arrived(job: Job, upload: UploadView): void {
    // Aborted too late. It would be swept anyway; until then it counts as one of the person's unsent files.
    if (job.abort.signal.aborted) this.deps.http.deleteUpload(upload.id).catch(() => undefined);
    else {
      this.jobs.delete(job.id);
      this.deps.changed(job.id, { upload, progress: 1 });
    }
  }

  /** When only the answer was lost, the next attempt stores the file twice; what no message claims is swept. */
  private async failed(job: Job, failure: Failure): Promise<void> {
    const { clock, changed, signedOut } = this.deps;
    if (isOver(failure)) {
      signedOut();
      return;
    }
    const mayPass = failure === 'unreachable' || failure.retryable;
    const isLast = !mayPass || job.retries === RETRIES;
    changed(job.id, { progress: 0, failure: isLast ? failure : null });
    if (isLast) return;
    const spread = backoff(clock, job.retries++);
    const told = failure === 'unreachable' ? undefined : failure.retryAfterMs;
    await clock.wait(told === undefined ? spread : told + spread / 4);
    if (job.abort.signal.aborted) return;
    this.waiting.unshift(job);
    this.go();
  }
}
