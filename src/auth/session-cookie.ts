import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'cookie';
import signature from 'cookie-signature';
import type { RequestHandler } from 'express';
import session from 'express-session';
import { randomBytes } from 'node:crypto';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { sessionSecret } from '../config/secrets.js';
import type { AliveSession } from './sessions.service.js';
import { SessionStore } from './session-store.js';
import { SESSION_LIFETIME_MS, SessionsService } from './sessions.service.js';

export const SESSION_COOKIE = 'veche.sid';

/** The cookie that says who asks, for HTTP requests and for the handshake of a socket. */
@Injectable()
export class SessionCookie {
  private readonly signingKey: string;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly sessions: SessionsService,
  ) {
    this.signingKey = sessionSecret(config.dataDir);
  }

  middleware(): RequestHandler {
    return session({
      name: SESSION_COOKIE,
      secret: this.signingKey,
      store: new SessionStore(this.sessions),
      genid: () => randomBytes(24).toString('base64url'),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: 'lax', secure: 'auto', path: '/', maxAge: SESSION_LIFETIME_MS },
    });
  }

  /** The living session that a `Cookie` header carries. */
  async read(header: string | undefined): Promise<AliveSession | null> {
    const value = parse(header ?? '')[SESSION_COOKIE];
    const id = value?.startsWith('s:') && signature.unsign(value.slice(2), this.signingKey);
    return id ? this.sessions.findAlive(id) : null;
  }
}
