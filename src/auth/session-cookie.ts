import { Inject, Injectable } from '@nestjs/common';
import { parse } from 'cookie';
import signature from 'cookie-signature';
import type { Request, RequestHandler, Response } from 'express';
import { randomBytes } from 'node:crypto';
import { AppError } from '../common/app-error.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { sessionSecret } from '../config/secrets.js';
import {
  type AliveSession,
  type Arrival,
  SESSION_LIFETIME_MS,
  sessionId,
  SessionsService,
} from './sessions.service.js';

export const SESSION_COOKIE = 'veche.sid';
const SECRET_BYTES = 24;

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

  /** Sets `request.user` where the request carries a living session, and puts off its end. */
  middleware(): RequestHandler {
    return async (request, _response, next) => {
      const session = await this.read(request.headers.cookie);
      if (session) {
        request.user = { id: session.userId, role: session.role, sessionId: session.id };
        this.sessions.noteUse(session);
      }
      next();
    };
  }

  /** The living session that a `Cookie` header carries. */
  async read(header: string | undefined): Promise<AliveSession | null> {
    const secret = this.secretIn(header);
    return secret === null ? null : this.sessions.findAlive(secret);
  }

  /** The same for a socket. */
  async readArrival(header: string | undefined): Promise<Arrival | null> {
    const secret = this.secretIn(header);
    return secret === null ? null : this.sessions.findArrival(sessionId(secret));
  }

  /** Why a `Cookie` header carries no living session. */
  async refusalOf(header: string | undefined): Promise<AppError> {
    const secret = this.secretIn(header);
    return secret === null ? new AppError('unauthenticated') : this.sessions.refusalOf(secret);
  }

  /**
   * Opens a session with a new secret, in place of the request's: what an attacker planted before is worth nothing.
   *
   * @returns its id
   */
  async signIn(request: Request, response: Response, userId: string): Promise<string> {
    await this.end(request);
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const device = { userAgent: request.get('user-agent') ?? '', address: request.ip ?? '' };
    await this.sessions.open(secret, userId, device);
    const options = { httpOnly: true, sameSite: 'lax', secure: request.secure, path: '/' } as const;
    const value = `s:${signature.sign(secret, this.signingKey)}`;
    response.cookie(SESSION_COOKIE, value, { ...options, maxAge: SESSION_LIFETIME_MS });
    return sessionId(secret);
  }

  /** Ends the session of a request, where it has one, and closes its sockets. */
  async signOut(request: Request, response: Response): Promise<void> {
    await this.end(request);
    response.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  private async end(request: Request): Promise<void> {
    const session = await this.read(request.headers.cookie);
    if (session) await this.sessions.end(session.userId, session.id);
  }

  /** A value with a wrong signature is not even looked for. */
  private secretIn(header: string | undefined): string | null {
    const value = parse(header ?? '')[SESSION_COOKIE];
    return (value?.startsWith('s:') && signature.unsign(value.slice(2), this.signingKey)) || null;
  }
}
