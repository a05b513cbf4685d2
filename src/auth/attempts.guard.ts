import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../common/app-error.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { usernameKey } from '../users/username.js';

const MINUTES = 60;

/**
 * How many attempts one may make at the routes that check or make a password, over all of them. An account is counted per
 * address first: else anybody could lock anybody out with a few wrong passwords. A whole botnet still meets the limit per
 * account. Counted in this process: a restart forgets, which costs an attacker more than it gives.
 */
@Injectable()
export class AttemptsGuard implements CanActivate {
  private readonly perAddress = new RateLimiterMemory({ points: 100, duration: 15 * MINUTES });
  private readonly perAccount = new RateLimiterMemory({ points: 100, duration: 60 * MINUTES });
  private readonly perBoth = new RateLimiterMemory({ points: 10, duration: 15 * MINUTES });

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** @throws AppError `too_many_requests` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!this.config.rateLimits) return true;
    const request = context.switchToHttp().getRequest<Request>();
    const [who, where] = [account(request), network(request.ip ?? '')];
    try {
      // The address first: a refused flood must not leave a key behind for every name it makes up.
      await this.perAddress.consume(where);
      await this.perBoth.consume(`${who} ${where}`);
      await this.perAccount.consume(who);
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new AppError('too_many_requests', { retryAfterMs: refusal.msBeforeNext });
    }
    return true;
  }
}

/** Whom the attempt is about: the person who is signed in, or the name in the body. */
function account({ body, user }: Request): string {
  if (user) return `id ${user.id}`;
  const name: unknown = (body as { username?: unknown } | undefined)?.username;
  if (typeof name !== 'string') return '';
  // Hashed, because folding can make a name many times as long.
  return createHash('sha256')
    .update(usernameKey(name.slice(0, 256).trim()))
    .digest('base64');
}

/** The address, or its network of 64 bits: a subscriber has a whole one of those on IPv6. */
function network(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address;
  return expanded(address).slice(0, 4).join(':');
}

/** The eight groups of an IPv6 address, whose longest run of zeros may be written `::`. */
function expanded(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const left = head.split(':').filter(Boolean);
  const right = tail?.split(':').filter(Boolean) ?? [];
  return [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
}
