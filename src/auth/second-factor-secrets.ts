import { Inject, Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { secret } from '../config/secrets.js';
import type { SecondFactor } from './second-factor.entity.js';

/** As every authenticator app makes them without being told: RFC 6238 with SHA-1, six digits, half a minute. */
const CODES = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HALF = 10;

/** A secret for an authenticator app. */
export interface NewSecret {
  /** Base32, to type it. */
  secret: string;
  /** `otpauth://…`, to show it as a picture. */
  uri: string;
  /** What is stored. */
  sealed: string;
}

/**
 * What is kept of second factors is worth nothing without a key that lies beside the database: secrets are encrypted, for
 * their one person, and of recovery codes there is an HMAC. So they need no slow hash, and can be as short as one can type.
 */
@Injectable()
export class SecondFactorSecrets {
  private readonly sealingKey: Buffer;
  private readonly hashingKey: Buffer;
  private readonly issuer: string;

  constructor(@Inject(CONFIG) config: Config) {
    const otherwise =
      'no second factor works, until `veche user remove-second-factor` took it away from each who has one';
    const key = secret(config.dataDir, 'second-factor', otherwise);
    const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', key, '', purpose, 32));
    this.sealingKey = derived('secrets');
    this.hashingKey = derived('recovery codes');
    this.issuer = config.publicUrl === null ? 'Veche' : new URL(config.publicUrl).host;
  }

  make(userId: string, username: string): NewSecret {
    const made = new Secret({ size: SECRET_BYTES });
    const totp = new TOTP({ ...CODES, secret: made, issuer: this.issuer, label: username });
    return { secret: made.base32, uri: totp.toString(), sealed: this.seal(userId, made.base32) };
  }

  /** The half minute that this is a code of, if it is about now: clocks differ, and people take their time. */
  stepOf({ userId, secret: sealed }: SecondFactor, code: string, now: number): number | null {
    // Anything but digits would make the comparison of the library throw.
    if (!/^\d{6}$/.test(code)) return null;
    const totp = new TOTP({ ...CODES, secret: this.open(userId, sealed) });
    const delta = totp.validate({ token: code, timestamp: now, window: 1 });
    return delta === null ? null : totp.counter({ timestamp: now }) + delta;
  }

  /** Digits alone, which every keypad has: 66 bits. */
  makeRecoveryCode(): string {
    const half = () => String(randomInt(10 ** HALF)).padStart(HALF, '0');
    return (half() + half()).replace(/\d{4}(?!$)/g, '$&-');
  }

  /** What is stored of a recovery code, written with or without its dashes. */
  hashOf(userId: string, code: string): string {
    return createHmac('sha256', this.hashingKey)
      .update(JSON.stringify([userId, withoutGaps(code)]))
      .digest('base64url');
  }

  private seal(userId: string, text: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.sealingKey, iv).setAAD(Buffer.from(userId));
    const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  private open(userId: string, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const text = bytes.subarray(IV_BYTES + TAG_BYTES);
    const decipher = createDecipheriv(CIPHER, this.sealingKey, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(userId))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(text), decipher.final()]).toString();
  }
}

/** People and apps write codes in groups. */
export const withoutGaps = (code: string): string => code.replace(/[\s-]/g, '');
