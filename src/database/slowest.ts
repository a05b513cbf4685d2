/** A statement that was slow, all its runs that were; never what it was given. */
export interface SlowStatement {
  sql: string;
  /** Slow runs since the start, and how long they took, in milliseconds. */
  count: number;
  total: number;
  max: number;
  /** Null where the database gave none. */
  plan: string[] | null;
  /** When it was slow the last time. */
  at: number;
}

const MOST = 20;

/** The statements that took longest at the worst, each once. */
export class Slowest {
  private readonly kept = new Map<string, SlowStatement>();

  note(sql: string, ms: number, plan: string[] | null, at: number): void {
    const known = this.kept.get(sql);
    if (known) {
      const { count, total, max } = known;
      Object.assign(known, {
        count: count + 1,
        total: total + ms,
        max: Math.max(max, ms),
        plan: plan ?? known.plan,
        at,
      });
      return;
    }
    const [least] = this.list().slice(MOST - 1);
    if (least && least.max >= ms) return;
    if (least) this.kept.delete(least.sql);
    this.kept.set(sql, { sql, count: 1, total: ms, max: ms, plan, at });
  }

  /** The slowest first. */
  list(): SlowStatement[] {
    return [...this.kept.values()].sort((one, other) => other.max - one.max);
  }
}
