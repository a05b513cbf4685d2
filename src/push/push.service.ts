import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import pLimit from 'p-limit';
import type { Channel } from '../channels/channel.entity.js';
import { beginningOf, type PushPayload } from '../contract/push.js';
import { EventBus } from '../events/event-bus.js';
import type { Fact } from '../events/facts.js';
import type { Message } from '../messages/message.entity.js';
import { type Audience, PushAudience } from './push-audience.js';
import { PushSender, type Target } from './push-sender.js';
import { PUSH_TIMES, type PushTimes } from './push-times.js';
import { whatToTell } from './push.policy.js';
import { SubscriptionsService } from './subscriptions.service.js';

/** Messages that wait for their moment, and sendings that wait for their turn or for another attempt. */
const MAX_WAITING = 2_000;
const AT_ONCE = 8;
const ATTEMPTS = 4;
const MIN_PAUSE_MS = 20;
const MAX_RETRY_MS = 5 * 60_000;

interface Waiting {
  messageId: string;
  channelId: string;
  only: string[] | null;
  dueAt: number;
}

/**
 * Tells people of messages through the push services of their browsers, while none of their devices is in use. It listens
 * after the commit, waits a moment, and looks everything up anew: nobody who writes ever waits for it. What waits is lost
 * when the server stops; the message itself is not.
 */
@Injectable()
export class PushService implements BeforeApplicationShutdown {
  private readonly logger = new Logger(PushService.name);
  private readonly waiting: Waiting[] = [];
  private readonly limit = pLimit(AT_ONCE);
  private readonly timers = new Set<NodeJS.Timeout>();
  private retrying = 0;
  private round: Promise<void> | null = null;
  private isAwaited = false;
  private stopped = false;

  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly audience: PushAudience,
    private readonly sender: PushSender,
    @Inject(PUSH_TIMES) private readonly times: PushTimes,
    events: EventBus,
  ) {
    events.listen((facts) => {
      if (this.subscriptions.hasAny && !this.stopped) for (const fact of facts) this.hear(fact);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearTimeout(timer);
    this.limit.clearQueue();
    await this.round;
  }

  private hear(fact: Fact): void {
    if (fact.type !== 'message.sent' && fact.type !== 'message.edited') return;
    const isEdit = fact.type === 'message.edited';
    if (isEdit && fact.mentioned.length === 0) return;
    if (this.waiting.length >= MAX_WAITING) {
      this.logger.warn({ messageId: fact.message.id }, 'too many messages wait for a push; this one is told to nobody');
      return;
    }
    const { id: messageId, channelId } = fact.message;
    this.waiting.push({
      messageId,
      channelId,
      only: isEdit ? fact.mentioned : null,
      dueAt: now() + this.times.delayMs,
    });
    this.awaitDue();
  }

  /** Rounds follow each other, none beside another; the next one is when the first of those that wait is due. */
  private awaitDue(): void {
    const [next] = this.waiting;
    if (!next || this.isAwaited) return;
    this.isAwaited = true;
    this.after(Math.max(next.dueAt - now(), MIN_PAUSE_MS), () => {
      this.round = this.tellDue().finally(() => {
        this.isAwaited = false;
        this.awaitDue();
      });
    });
  }

  /** What was said in the same channel meanwhile goes along: a person is told once of it all. */
  private async tellDue(): Promise<void> {
    const due = new Set(this.waiting.filter(({ dueAt }) => dueAt <= now()).map(({ channelId }) => channelId));
    const items = this.waiting.splice(0);
    this.waiting.push(...items.filter(({ channelId }) => !due.has(channelId)));
    for (const channelId of due) {
      if (this.stopped) return;
      const said = items.filter((item) => item.channelId === channelId);
      await this.tellChannel(channelId, said).catch((error: unknown) => {
        this.logger.warn({ err: error, channelId }, 'people were not told of messages');
      });
    }
  }

  private async tellChannel(channelId: string, items: Waiting[]): Promise<void> {
    const only = new Map(items.map((item) => [item.messageId, item.only]));
    const messages = await this.audience.messages([...only.keys()]);
    const channel = await this.audience.channel(channelId);
    if (messages.length === 0 || !channel) return;
    const said = messages.map((message) => ({ ...message, only: only.get(message.id) ?? null }));
    const authorIds = [...new Set(said.map(({ authorId }) => authorId))];
    for (const person of await this.audience.of(channelId, authorIds)) {
      const told = whatToTell(person, channel.kind, said, Date.now());
      if (!told) continue;
      for (const device of person.devices) this.send(device, payloadOf(channel, told.message, told.kind, device));
    }
  }

  private send(target: Target, payload: PushPayload, attempt = 1): void {
    if (this.stopped) return;
    if (this.limit.pendingCount >= MAX_WAITING) {
      this.logger.warn({ subscriptionId: target.id }, 'too much waits to be pushed; this is not');
      return;
    }
    void this.limit(() => this.attempt(target, payload, attempt));
  }

  private async attempt(target: Target, payload: PushPayload, attempt: number): Promise<void> {
    const outcome = await this.sender.send(target, payload);
    if (this.stopped) return;
    if (outcome.kind === 'gone') await this.forget(target);
    if (outcome.kind !== 'failed' || attempt >= ATTEMPTS || this.retrying >= MAX_WAITING) return;
    const wait = Math.max(outcome.retryAfterMs, this.times.retryMs * 4 ** (attempt - 1));
    this.retrying++;
    this.after(Math.min(wait, MAX_RETRY_MS), () => {
      this.retrying--;
      this.send(target, payload, attempt + 1);
    });
  }

  private async forget({ id }: Target): Promise<void> {
    try {
      await this.subscriptions.forget(id);
    } catch (error) {
      this.logger.warn({ err: error, subscriptionId: id }, 'a subscription that is gone was not removed');
    }
  }

  private after(ms: number, work: () => void): void {
    if (this.stopped) return;
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      work();
    }, ms).unref();
    this.timers.add(timer);
  }
}

/** Only compared with itself; the wall clock may be set. */
const now = (): number => performance.now();

type Device = Audience['devices'][number];

function payloadOf(
  channel: Channel,
  { id: messageId, seq, author, body }: Message,
  kind: PushPayload['kind'],
  { showText, language }: Device,
): PushPayload {
  const names = { general: '', group: channel.name, direct: null };
  return {
    ...{ channelId: channel.id, messageId, seq, kind, language },
    sender: author?.displayName ?? '',
    channelName: names[channel.kind],
    text: showText ? beginningOf(body) : null,
  };
}
