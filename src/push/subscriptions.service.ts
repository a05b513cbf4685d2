import { Inject, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { Session } from '../auth/session.entity.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { LIMITS } from '../contract/limits.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { EventBus } from '../events/event-bus.js';
import { parse, requirePublic } from './push-address.js';
import { PushSubscription } from './push-subscription.entity.js';

export type Subscribed = Pick<PushSubscription, 'endpoint' | 'p256dh' | 'auth' | 'showText' | 'language'>;

/** Which browsers want to be told. Each belongs to the session it signed in with, and goes with it. */
@Injectable()
export class SubscriptionsService implements OnApplicationBootstrap {
  private readonly logger = new Logger(SubscriptionsService.name);
  private some = true;

  constructor(
    @InjectRepository(PushSubscription) private readonly subscriptions: Repository<PushSubscription>,
    @Inject(CONFIG) private readonly config: Config,
    private readonly writes: WriteQueue,
    events: EventBus,
  ) {
    events.listen((facts) => {
      const ended = facts.flatMap((fact) => (fact.type === 'session.ended' ? [fact.sessionId] : []));
      if (ended.length > 0 && this.some) void this.sessionsEnded(ended);
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.count();
  }

  /** False while nobody has subscribed: then nothing about push is done at all. */
  get hasAny(): boolean {
    return this.some;
  }

  /**
   * From now on the browser of this session is told. Once more changes what is different, or nothing. Of a person with too
   * many, the oldest goes.
   *
   * @throws AppError `push_address_refused` where the address is none of a push service in the internet; `unauthenticated`
   */
  async subscribe({ id: userId, sessionId }: SignedIn, wanted: Subscribed): Promise<void> {
    if (this.config.pushAddresses === 'any') parse(wanted.endpoint);
    else await requirePublic(wanted.endpoint);
    const held = await this.subscriptions.findOneBy({ sessionId });
    if (held && KEYS.every((key) => held[key] === wanted[key])) return;
    await this.writes.run(async (tx) => {
      if (!(await tx.manager.existsBy(Session, { id: sessionId, endedAt: IsNull() })))
        throw new AppError('unauthenticated');
      // Another person may have used this browser before: it is whose session it has now.
      await tx.manager.delete(PushSubscription, [{ sessionId }, { endpoint: wanted.endpoint }]);
      await tx.manager.insert(PushSubscription, { ...wanted, id: uuid(), userId, sessionId, createdAt: tx.now });
      await dropOldest(tx, userId);
    }, userId);
    this.some = true;
  }

  /** The browser of this session is told no more. */
  async unsubscribe({ sessionId }: SignedIn): Promise<void> {
    if (!(await this.subscriptions.existsBy({ sessionId }))) return;
    await this.remove({ sessionId });
  }

  /** Its push service says that the browser is not there any more. */
  async forget(id: string): Promise<void> {
    await this.remove({ id });
  }

  private async sessionsEnded(sessionIds: string[]): Promise<void> {
    try {
      if (await this.subscriptions.existsBy({ sessionId: In(sessionIds) }))
        await this.remove({ sessionId: In(sessionIds) });
    } catch (error) {
      // Who is told is looked up with the sessions that are alive; these rows go with the session's own.
      this.logger.warn({ err: error }, 'subscriptions of ended sessions were not removed');
    }
  }

  private async remove(which: object): Promise<void> {
    await this.writes.run((tx) => tx.manager.delete(PushSubscription, which));
    await this.count();
  }

  private async count(): Promise<void> {
    this.some = await this.subscriptions.exists();
  }
}

const KEYS = ['endpoint', 'p256dh', 'auth', 'showText', 'language'] as const;

async function dropOldest(tx: Tx, userId: string): Promise<void> {
  const over = await tx.manager.find(PushSubscription, {
    where: { userId },
    order: { createdAt: 'DESC', id: 'DESC' },
    skip: LIMITS.pushSubscriptions,
    take: LIMITS.page.max,
  });
  if (over.length > 0) await tx.manager.delete(PushSubscription, { id: In(over.map(({ id }) => id)) });
}
