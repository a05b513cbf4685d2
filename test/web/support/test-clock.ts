import type { Clock } from '../../../web/src/state/clock.js';

/** Lets everything run that does not wait for time. */
export async function settle(): Promise<void> {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

/** A clock that stands still until it is told to go on. */
export class TestClock implements Clock {
  private time = 1_000_000;
  private waiting: { at: number; go: () => void }[] = [];
  /** What was waited for, in the order asked. */
  readonly waits: number[] = [];

  now = (): number => this.time;
  random = (): number => 0.5;
  wait = (ms: number): Promise<void> => {
    this.waits.push(ms);
    return new Promise((go) => this.waiting.push({ at: this.time + ms, go }));
  };

  async advance(ms: number): Promise<void> {
    const until = this.time + ms;
    await settle();
    for (let due = this.nextDue(until); due; due = this.nextDue(until)) {
      this.time = Math.max(this.time, due.at);
      due.go();
      await settle();
    }
    this.time = until;
  }

  private nextDue(until: number): { at: number; go: () => void } | undefined {
    this.waiting.sort((a, b) => a.at - b.at);
    return this.waiting[0] && this.waiting[0].at <= until ? this.waiting.shift() : undefined;
  }
}
