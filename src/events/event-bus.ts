import { Injectable, Logger } from '@nestjs/common';
import type { Fact } from './facts.js';

type Listener = (facts: readonly Fact[]) => void;

/**
 * Tells the rest of the process what was committed, all facts of one commit at once and in their order. Listeners react,
 * they decide nothing: one that throws is logged, and the data is right without it.
 */
@Injectable()
export class EventBus {
  private readonly logger = new Logger(EventBus.name);
  private readonly listeners: Listener[] = [];
  /** Commits that were told of since the start: while it stays the same, what was read before is still so. */
  published = 0;

  listen(listener: Listener): void {
    this.listeners.push(listener);
  }

  publish(facts: readonly Fact[]): void {
    if (facts.length === 0) return;
    this.published++;
    for (const listener of this.listeners) {
      try {
        listener(facts);
      } catch (error) {
        this.logger.error({ err: error, facts: facts.map((fact) => fact.type) }, 'a listener failed');
      }
    }
  }
}
