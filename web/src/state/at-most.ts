/** Lets something happen again only after a while. */
export class AtMost {
  private last = -Infinity;

  constructor(private readonly everyMs: number) {}

  /** True when it may happen now. */
  take(now: number): boolean {
    if (now - this.last < this.everyMs) return false;
    this.last = now;
    return true;
  }
}
