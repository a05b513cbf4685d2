import { Inject, Injectable } from '@nestjs/common';
import { createECDH } from 'node:crypto';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { secret } from '../config/secrets.js';

/** Says to push services who sends, as they want it: an address of mail or a page. Nobody's mail is known here. */
const NOBODY = 'mailto:veche@veche.invalid';

/** The pair of keys of this installation, by which push services tell its messages from those of others (VAPID, RFC 8292). */
@Injectable()
export class PushKeys {
  readonly subject: string;
  readonly publicKey: string;
  readonly privateKey: string;

  constructor(@Inject(CONFIG) config: Config) {
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(secret(config.dataDir, 'push', 'everybody has to turn notifications on again'), 'hex');
    this.publicKey = curve.getPublicKey('base64url');
    // Not as it was read: shorter by the zeros it may begin with.
    this.privateKey = Buffer.from(curve.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
    this.subject = config.publicUrl?.startsWith('https:') ? config.publicUrl : NOBODY;
  }
}
