import { createHmac, hkdfSync } from 'node:crypto';
import { isSameSecret } from '../common/same-secret.js';
import { sessionSecret } from '../config/secrets.js';

/** How long a link that an operator handed out works. */
export const LINK_LIFETIME_MS = 24 * 3_600_000;

/** What a link is for; a token of one kind is none of the other. */
type Purpose = 'administrator' | 'password' | 'second factor';

export interface SignedToken {
  /** Whom or what it is about: nothing secret, it stands in the link. */
  subject: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  mac: string;
}

/**
 * Tokens of links that an operator hands out. Nothing of them is stored: they are signed with a key that is made of the
 * installation's secret, so the command line makes them beside a server at work, which may have the database to itself.
 */
export class TokenSigner {
  private readonly key: Buffer;

  /** @param dataDir where the installation's secrets lie */
  constructor(dataDir: string) {
    this.key = Buffer.from(hkdfSync('sha256', sessionSecret(dataDir), '', 'links of the operator', 32));
  }

  /**
   * @param subject without dots
   * @param bound what must not have changed when the token is used; it does not stand in the link
   */
  sign(purpose: Purpose, subject: string, bound: string, now: number): string {
    const expiresAt = now + LINK_LIFETIME_MS;
    return `${subject}.${expiresAt}.${this.mac(purpose, subject, expiresAt, bound)}`;
  }

  isGenuine(purpose: Purpose, { subject, expiresAt, mac }: SignedToken, bound: string, now: number): boolean {
    return isSameSecret(mac, this.mac(purpose, subject, expiresAt, bound)) && now < expiresAt;
  }

  private mac(...parts: (string | number)[]): string {
    return createHmac('sha256', this.key).update(JSON.stringify(parts)).digest('base64url');
  }
}

/** The parts of a token, genuine or not; null when it is none. */
export function readToken(token: string): SignedToken | null {
  const [, subject, expiresAt, mac] = /^([\w-]{1,64})\.(\d{1,15})\.([\w-]{43})$/.exec(token) ?? [];
  if (subject === undefined || expiresAt === undefined || mac === undefined) return null;
  return { subject, expiresAt: Number(expiresAt), mac };
}
