import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { RequestDetails } from 'web-push';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import type { PushPayload } from '../contract/push.js';
import { InnerAddress, lookupPublic, requirePublic } from './push-address.js';
import { PushKeys } from './push-keys.js';
import type { PushSubscription } from './push-subscription.entity.js';

const WITHIN_MS = 10_000;
/** How long a push service keeps it for a browser that is not there. */
const KEPT_SECONDS = 24 * 3_600;

export type Target = Pick<PushSubscription, 'id' | 'endpoint' | 'p256dh' | 'auth'>;

/** `gone`: the browser does not want to be told any more. */
export type PushOutcome = { kind: 'sent' | 'gone' | 'refused' } | { kind: 'failed'; retryAfterMs: number };

/** Hands one message to the push service of one browser. Never rejects. */
@Injectable()
export class PushSender implements BeforeApplicationShutdown {
  private readonly logger = new Logger(PushSender.name);
  private readonly stop = new AbortController();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly keys: PushKeys,
  ) {}

  beforeApplicationShutdown(): void {
    this.stop.abort();
  }

  async send(target: Target, payload: PushPayload): Promise<PushOutcome> {
    try {
      const answer = await this.post(await this.requestFor(target, payload));
      return this.outcomeOf(answer, target);
    } catch (error) {
      if (this.stop.signal.aborted) return { kind: 'refused' };
      const inner = error instanceof InnerAddress;
      this.logger.warn({ err: error, subscriptionId: target.id }, 'a push service could not be asked');
      return inner ? { kind: 'refused' } : { kind: 'failed', retryAfterMs: 0 };
    }
  }

  /** Encrypted, so that only the browser reads it; a later one of the same channel takes the place of one that waits. */
  private async requestFor({ endpoint, p256dh, auth }: Target, payload: PushPayload): Promise<RequestDetails> {
    // Not at the top of the file: no start waits for it.
    const { default: webpush } = await import('web-push');
    const { subject, publicKey, privateKey } = this.keys;
    return webpush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(payload), {
      TTL: KEPT_SECONDS,
      topic: payload.channelId.replaceAll('-', ''),
      urgency: payload.kind === 'message' ? 'normal' : 'high',
      vapidDetails: { subject, publicKey, privateKey },
    });
  }

  /** Redirects are not followed, and what the answer says besides its status is not read. */
  private async post({ endpoint, method, headers, body }: RequestDetails): Promise<IncomingMessage> {
    const anywhere = this.config.pushAddresses === 'any';
    // A number as a host is never looked up: it is checked here.
    const url = anywhere ? new URL(endpoint) : await requirePublic(endpoint);
    const open = url.protocol === 'http:' ? requestPlain : requestSecure;
    const signal = AbortSignal.any([this.stop.signal, AbortSignal.timeout(WITHIN_MS)]);
    return new Promise((resolve, reject) => {
      const asked: ClientRequest = open(
        url,
        { method, headers, signal, ...(!anywhere && { lookup: lookupPublic }) },
        (answer) => {
          answer.destroy();
          resolve(answer);
        },
      );
      asked.once('error', reject);
      asked.end(body);
    });
  }

  private outcomeOf({ statusCode = 0, headers }: IncomingMessage, { id }: Target): PushOutcome {
    if (statusCode >= 200 && statusCode < 300) return { kind: 'sent' };
    if (statusCode === 404 || statusCode === 410) return { kind: 'gone' };
    this.logger.warn({ statusCode, subscriptionId: id }, 'a push service did not take a message');
    if (statusCode !== 429 && statusCode < 500) return { kind: 'refused' };
    return { kind: 'failed', retryAfterMs: Number(headers['retry-after'] ?? 0) * 1_000 || 0 };
  }
}
