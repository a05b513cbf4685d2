import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { indexNewMessages } from '../database/search-index.js';
import { WriteQueue } from '../database/write-queue.js';
import { EventBus } from '../events/event-bus.js';

/** At most so many messages wait, or for so long, in milliseconds: one alone costs ten times as much as one of many. */
const MAX_WAITING = 100;
const MAX_WAIT_MS = 10_000;

/**
 * Keeps the search index up with what is said, some time after it was said. Whoever searches finds everything, since a search
 * waits for `caughtUp`; what a stop left undone is found again by the first one, or a little after the start.
 */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SearchIndexer.name);
  private waiting = 0;
  private isBehind: boolean;
  private stopped = false;
  private timer: NodeJS.Timeout | undefined;
  private latest: Promise<void> = Promise.resolve();

  constructor(
    @InjectDataSource() reader: DataSource,
    private readonly writes: WriteQueue,
    events: EventBus,
  ) {
    this.isBehind = reader.options.type !== 'postgres';
    if (!this.isBehind) return;
    events.listen((facts) => {
      const sent = facts.filter(({ type }) => type === 'message.sent').length;
      if (sent > 0) this.note(sent);
    });
  }

  onApplicationBootstrap(): void {
    if (this.isBehind) this.wait();
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (this.waiting > 0) await this.caughtUp();
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /**
   * Resolves when everything is indexed that was told of before. Also when that failed, which is logged and tried again
   * later: what was indexed before is found all the same.
   */
  caughtUp(): Promise<void> {
    if (this.isBehind && !this.stopped) this.latest = this.catchUp();
    return this.latest;
  }

  private note(sent: number): void {
    this.isBehind = true;
    this.waiting += sent;
    if (this.waiting >= MAX_WAITING) void this.caughtUp();
    else this.wait();
  }

  private wait(): void {
    if (this.stopped) return;
    this.timer ??= setTimeout(() => void this.caughtUp(), MAX_WAIT_MS).unref();
  }

  private async catchUp(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting = 0;
    this.isBehind = false;
    try {
      await this.writes.run(({ manager }) => indexNewMessages(manager));
    } catch (error) {
      this.logger.error({ err: error }, 'new messages could not be indexed; the next try is in some seconds');
      this.isBehind = true;
      this.wait();
    }
  }
}
