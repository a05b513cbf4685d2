import { Inject, Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import { isSameSecret } from '../common/same-secret.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import type { UserRole } from '../contract/views.js';
import { sql } from '../database/sql.js';
import { isUniqueViolation } from '../common/translate-database-error.js';
import type { Tx } from '../database/write-queue.js';
import { UsersService } from '../users/users.service.js';
import { readToken, TokenSigner } from './signed-token.js';

/**
 * Who may make an account, and the one-time links that make administrators. The link to the first one is made anew at each
 * start, lives in this process alone, and is void once there is an administrator; further ones are signed by the command line.
 */
@Injectable()
export class Admission {
  private readonly token = randomBytes(32).toString('base64url');
  private readonly signer: TokenSigner;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly users: UsersService,
    private readonly clock: Clock,
  ) {
    this.signer = new TokenSigner(config.dataDir);
  }

  /** The link to print, or null when there is an administrator. The token stands behind `#`, so no log ever holds it. */
  async setupLink(address: string): Promise<string | null> {
    return (await this.users.hasAdministrator()) ? null : `${address}/register#setup=${this.token}`;
  }

  /** @throws AppError `registration_closed`, `setup_token_invalid` */
  require(setupToken: string | undefined): void {
    if (setupToken === undefined) {
      if (this.config.registration === 'invite') throw new AppError('registration_closed');
    } else if (this.linkOf(setupToken) === null) {
      throw new AppError('setup_token_invalid');
    }
  }

  /**
   * The role of the account that is being made. A link takes a row that exists once, so that one used twice at once works
   * once, on any engine.
   *
   * @throws AppError `setup_token_invalid`
   */
  async role(tx: Tx, setupToken: string | undefined): Promise<UserRole> {
    if (setupToken === undefined) return 'member';
    const link = this.linkOf(setupToken);
    if (link === null || (link === FIRST && (await this.users.hasAdministrator()))) {
      throw new AppError('setup_token_invalid');
    }
    try {
      await sql(tx.manager, `INSERT INTO "server" ("key", "value") VALUES (?, ?)`, [link, String(this.clock.now())]);
    } catch (error) {
      if (isUniqueViolation(error)) throw new AppError('setup_token_invalid', { cause: error });
      throw error;
    }
    return 'admin';
  }

  /** The key of the row that this link takes; null when it is none of ours. */
  private linkOf(setupToken: string): string | null {
    if (isSameSecret(setupToken, this.token)) return FIRST;
    const token = readToken(setupToken);
    const isOurs = token !== null && this.signer.isGenuine('administrator', token, '', this.clock.now());
    return isOurs ? `${FIRST}:${token.subject}` : null;
  }
}

const FIRST = 'setup';
