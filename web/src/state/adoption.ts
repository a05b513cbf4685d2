import type { History } from './history.js';

/** With more channels to be fetched than this, the whole list is. */
const MANY = 20;

export interface AdoptionDeps {
  history: Pick<History, 'adopt' | 'refresh'>;
  /** This channel is as the server says, or gone; what waited for it may go on. */
  adopted: (channelId: string) => void;
  otherHistory: () => void;
}

/** Fetches channels anew, each once at a time. Frames wait while it is under way, so the answer is never the older one. */
export class Adoption {
  private readonly underWay = new Set<string>();
  /** Wanted once more, since what is on its way may be older than the wish; true when nothing is to be kept. */
  private readonly again = new Map<string, boolean>();

  constructor(private readonly deps: AdoptionDeps) {}

  isUnderWay(channelId: string): boolean {
    return this.underWay.has(channelId);
  }

  ids(): string[] {
    return [...this.underWay];
  }

  /** @param afresh nothing that is held of them is right any more */
  want(ids: readonly string[], afresh = false): void {
    for (const id of ids) if (this.underWay.has(id)) this.again.set(id, afresh || (this.again.get(id) ?? false));
    const free = ids.filter((id) => !this.underWay.has(id));
    if (free.length > MANY && !afresh) void this.run(free, () => this.refresh(free));
    else for (const id of free) void this.run([id], () => this.deps.history.adopt(id, afresh));
  }

  private async run(ids: readonly string[], fetch: () => Promise<void>): Promise<void> {
    for (const id of ids) this.underWay.add(id);
    await fetch();
    for (const id of ids) this.underWay.delete(id);
    for (const id of ids) {
      const again = this.again.get(id);
      this.again.delete(id);
      if (again === undefined) this.deps.adopted(id);
      else this.want([id], again);
    }
  }

  private async refresh(ids: readonly string[]): Promise<void> {
    if (!(await this.deps.history.refresh(ids))) this.deps.otherHistory();
  }
}
