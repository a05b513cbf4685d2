import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Not, Repository } from 'typeorm';
import { WriteQueue } from '../database/write-queue.js';
import { EventBus } from '../events/event-bus.js';
import { Invite } from '../groups/invite.entity.js';
import { ProfileLike } from '../likes/profile-like.entity.js';
import { User } from '../users/user.entity.js';
import { Departure } from './departure.js';
import { MessageErasure } from './message-erasure.js';

const MINUTE_MS = 60_000;
const AT_ONCE = 50;

/**
 * Finishes what the deletion of an account began, in transactions that hold nobody up: the person leaves every channel, an
 * owner's place goes on as when they leave, and their messages are erased where they wished so. Every step may be done
 * again; what a stop or a failure left undone is found by the row of the person.
 */
@Injectable()
export class ErasureService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(ErasureService.name);
  private timer: NodeJS.Timeout | undefined;
  private sweeping: Promise<void> = Promise.resolve();
  private readonly stop = new AbortController();

  constructor(
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly departure: Departure,
    private readonly messages: MessageErasure,
    private readonly writes: WriteQueue,
    events: EventBus,
  ) {
    events.listen((facts) => {
      if (facts.some(({ type }) => type === 'account.deleted')) void this.sweep();
    });
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), MINUTE_MS).unref();
    void this.sweep();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.stop.abort();
    await this.sweeping;
  }

  /** One sweep follows the other; resolves when all that was deleted before is erased, or was given up until the next. */
  sweep(): Promise<void> {
    this.sweeping = this.sweeping.then(() => this.sweepOnce());
    return this.sweeping;
  }

  private async sweepOnce(): Promise<void> {
    if (this.stop.signal.aborted) return;
    const failed = (error: unknown) => {
      this.logger.error({ err: error }, 'a deleted account was not wholly erased; the next sweep is in a minute');
    };
    const where = { erasing: Not(IsNull()) };
    const deleted = this.users.find({ where, order: { id: 'ASC' }, take: AT_ONCE });
    for (const user of (await deleted.catch(failed)) ?? []) await this.erase(user).catch(failed);
  }

  private async erase({ id: userId, erasing }: User): Promise<void> {
    const { signal } = this.stop;
    await this.departure.leaveAll(userId, signal);
    await this.departure.unlikeAll(userId, signal);
    await this.messages.eraseAll(userId, { notesOnly: erasing === 'notes', signal });
    if (signal.aborted) return;
    await this.writes.run(async ({ manager, now }) => {
      await manager.update(Invite, { createdById: userId, revokedAt: IsNull() }, { revokedAt: now });
      await manager.delete(ProfileLike, { userId });
      await manager.update(User, { id: userId }, { erasing: null });
    });
  }
}
