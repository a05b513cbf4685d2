import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';
import { AppError } from '../common/app-error.js';

/** argon2id with 19 MiB, two passes, one lane: the OWASP minimum, about 20 ms of one core. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

const AT_ONCE = 2;
const MAX_WAITING = 64;

/** Hashes at most two passwords at once, so that a flood of sign-ins cannot take the machine. */
@Injectable()
export class PasswordHasher {
  private readonly limit = pLimit(AT_ONCE);

  /** @throws AppError `busy` when too many are waiting */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(password.normalize('NFKC'), COST));
  }

  /**
   * Takes as long for an unknown person (no hash) as for a wrong password.
   *
   * @throws AppError `busy` when too many are waiting
   */
  verify(stored: string | undefined, password: string): Promise<boolean> {
    return this.inTurn(async () => {
      const matches = await verify(stored ?? NOBODY, password.normalize('NFKC'));
      return matches && stored !== undefined;
    });
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.limit.pendingCount >= MAX_WAITING) return Promise.reject(new AppError('busy', { retryAfterMs: 2_000 }));
    return this.limit(work);
  }
}

/** The hash of random bytes that nobody kept, made at start with the same cost. */
const NOBODY = await hash(crypto.getRandomValues(new Uint8Array(32)), COST);
