import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

/** Timers that keep no process alive, and all end when the server stops. */
@Injectable()
export class Timers implements BeforeApplicationShutdown {
  private readonly running = new Set<NodeJS.Timeout>();
  private stopped = false;

  /**
   * Does something once after `ms` milliseconds, or never when the server stops before.
   *
   * @returns what calls it off
   */
  after(ms: number, work: () => void): () => void {
    if (this.stopped) return () => undefined;
    const timer = setTimeout(() => {
      this.running.delete(timer);
      work();
    }, ms).unref();
    this.running.add(timer);
    return () => {
      clearTimeout(timer);
      this.running.delete(timer);
    };
  }

  beforeApplicationShutdown(): void {
    this.stopped = true;
    for (const timer of this.running) clearTimeout(timer);
    this.running.clear();
  }
}
