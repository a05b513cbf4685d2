import { Inject, Injectable } from '@nestjs/common';
import { EventBus } from '../events/event-bus.js';
import { BlocksService } from '../users/blocks.service.js';
import { Timers } from './timers.js';
import { TIMES, type Times } from './times.js';

/** The blocks around a person, remembered for a moment: they are asked for with every few keys that somebody types. */
@Injectable()
export class BlocksCache {
  private readonly known = new Map<string, Promise<string[]>>();

  constructor(
    private readonly blocks: BlocksService,
    private readonly timers: Timers,
    @Inject(TIMES) private readonly times: Times,
    events: EventBus,
  ) {
    events.listen((facts) => {
      for (const fact of facts) {
        if (fact.type !== 'person.blocked') continue;
        this.known.delete(fact.blockerId);
        this.known.delete(fact.userId);
      }
    });
  }

  /** Everybody who blocked this person, or whom they blocked. */
  async around(userId: string): Promise<string[]> {
    for (;;) {
      const asked = this.known.get(userId) ?? this.ask(userId);
      const ids = await asked;
      // Forgotten while it was read: a block may have come in between, so it is read again.
      if (this.known.get(userId) === asked) return ids;
    }
  }

  private ask(userId: string): Promise<string[]> {
    const asked = this.blocks.around(userId);
    this.known.set(userId, asked);
    const forget = () => {
      if (this.known.get(userId) === asked) this.known.delete(userId);
    };
    asked.catch(forget);
    this.timers.after(this.times.blocksMs, forget);
    return asked;
  }
}
