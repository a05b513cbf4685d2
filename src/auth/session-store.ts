import { Logger } from '@nestjs/common';
import { type SessionData, Store } from 'express-session';
import type { AliveSession, Device, SessionsService } from './sessions.service.js';
import { sessionId } from './sessions.service.js';

type Stored = Pick<AliveSession, 'id' | 'createdAt' | 'lastSeenAt' | 'role'>;

declare module 'express-session' {
  interface SessionData {
    userId: string;
    device: Device;
    /** Absent until the session was saved. */
    stored?: Stored;
  }
}

type Done = (error?: unknown) => void;

/**
 * Lets express-session keep its sessions in ours. A session holds who signed in and from where, and never changes after
 * that: saving one again writes nothing, so a request still running cannot bring back what was ended meanwhile.
 */
export class SessionStore extends Store {
  private readonly logger = new Logger(SessionStore.name);

  constructor(private readonly sessions: SessionsService) {
    super();
  }

  override get(secret: string, done: (error: unknown, data?: SessionData | null) => void): void {
    this.sessions.findAlive(secret).then(
      (session) => {
        done(null, session && toData(session));
      },
      (error: unknown) => {
        done(error);
      },
    );
  }

  override set(secret: string, data: SessionData, done?: Done): void {
    settle(data.stored ? Promise.resolve() : this.sessions.open(secret, data.userId, data.device), done);
  }

  /** Nobody waits for this: a request that only reads must be answered also when nothing can be written. */
  override touch(_: string, data: SessionData, done?: Done): void {
    if (data.stored) {
      this.sessions.touch(data.stored).catch((error: unknown) => {
        this.logger.warn({ err: error }, 'the last use of a session was not noted');
      });
    }
    done?.();
  }

  override destroy(secret: string, done?: Done): void {
    const id = sessionId(secret);
    settle(
      this.sessions.findAlive(secret).then((session) => session && this.sessions.end(session.userId, id)),
      done,
    );
  }
}

function toData({ id, userId, role, userAgent, address, createdAt, lastSeenAt, expiresAt }: AliveSession): SessionData {
  return {
    cookie: { originalMaxAge: expiresAt - lastSeenAt },
    userId,
    device: { userAgent, address },
    stored: { id, createdAt, lastSeenAt, role },
  };
}

function settle(work: Promise<unknown>, done: Done | undefined): void {
  work.then(
    () => done?.(),
    (error: unknown) => done?.(error),
  );
}
