import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { hash } from 'node:crypto';
import { In, IsNull, LessThan, MoreThan, Not, Repository } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import type { SignedIn } from '../common/current-user.js';
import { LIMITS } from '../contract/limits.js';
import { columnsOf, rowIn } from '../database/rows.js';
import { sql } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { EventBus } from '../events/event-bus.js';
import { User } from '../users/user.entity.js';
import { banOf } from './ban.js';
import { Session } from './session.entity.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** OWASP ASVS 5.0, 7.3: a session ends after a while without use, and after a longer while in any case. */
export const SESSION_IDLE_MS = 7 * DAY;
export const SESSION_LIFETIME_MS = 30 * DAY;

export interface Device {
  userAgent: string;
  address: string;
}

export type AliveSession = Omit<Session, 'user'> & Pick<SignedIn, 'role'>;

/**
 * What a socket is greeted with: the person of its session, and the channels that they are in. Nothing in it may change
 * without a fact: a change between the handshake and the greeting would not be noticed.
 */
export interface Arrival {
  /** What EventBus.published was before it was read. */
  published: number;
  sessionId: string;
  user: User;
  heads: { channelId: string; revision: number; version: number }[];
}

/** What the database knows a session by. */
export const sessionId = (secret: string): string => hash('sha256', secret);

/** A session that is alive, and its person, who may be here; the id of the session, now, and now once more. */
const ALIVE = `"session" s JOIN "user" u ON u."id" = s."userId" AND s."id" = ? AND s."endedAt" IS NULL
  AND s."expiresAt" > ? AND u."deactivatedAt" IS NULL AND (u."bannedUntil" IS NULL OR u."bannedUntil" <= ?)`;

@Injectable()
export class SessionsService implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SessionsService.name);
  private sweeper: NodeJS.Timeout | undefined;

  constructor(
    @InjectRepository(Session) private readonly sessions: Repository<Session>,
    private readonly writes: WriteQueue,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.sweeper = setInterval(() => void this.sweep(), MINUTE).unref();
    void this.sweep();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeper);
  }

  async open(secret: string, userId: string, device: Device): Promise<void> {
    const now = this.clock.now();
    const session: Session = {
      id: sessionId(secret),
      userId,
      userAgent: device.userAgent.slice(0, 200),
      address: device.address,
      ...{ createdAt: now, lastSeenAt: now, expiresAt: now + SESSION_IDLE_MS, endedAt: null },
    };
    // Once only: what was ended meanwhile must not come back.
    await this.writes.run(({ manager }) =>
      manager.createQueryBuilder().insert().into(Session).values(session).orIgnore().execute(),
    );
  }

  /** The session that this secret opens, and who its person is, if it is alive. Every request asks this first. */
  async findAlive(secret: string): Promise<AliveSession | null> {
    const now = this.clock.now();
    const [found] = await sql<AliveSession>(this.sessions.manager, `SELECT s.*, u."role" FROM ${ALIVE}`, [
      sessionId(secret),
      now,
      now,
    ]);
    return found ?? null;
  }

  /** All that the handshake of a socket asks, in one statement; null when the session is not alive. */
  async findArrival(id: string): Promise<Arrival | null> {
    const { published } = this.events;
    const now = this.clock.now();
    const { manager } = this.sessions;
    const rows = await sql<Record<string, unknown> & { channelId: string | null; head: number; myVersion: number }>(
      manager,
      `SELECT ${columnsOf(manager, User, 'u')}, m."channelId", m."version" AS "myVersion", c."revision" AS "head"
       FROM ${ALIVE} LEFT JOIN "membership" m ON m."userId" = u."id" AND m."leftAt" IS NULL
       LEFT JOIN "channel" c ON c."id" = m."channelId"`,
      [id, now, now],
    );
    if (!rows[0]) return null;
    const heads = rows.flatMap(({ channelId, head, myVersion }) =>
      channelId === null ? [] : [{ channelId, revision: head, version: myVersion }],
    );
    return { published, sessionId: id, user: rowIn(manager, User, rows[0]), heads };
  }

  /** Why this person may not be signed in at the moment; null when they may. */
  refusalFor(user: User): AppError | null {
    return user.deactivatedAt === null ? banOf(user, this.clock.now()) : new AppError('account_deactivated');
  }

  /** Why this secret opens nothing: the person is banned, which they are told where they were signed in, or it is not known. */
  async refusalOf(secret: string): Promise<AppError> {
    const ended = await this.sessions.findOne({ where: { id: sessionId(secret) }, relations: { user: true } });
    return (ended?.user && banOf(ended.user, this.clock.now())) ?? new AppError('unauthenticated');
  }

  /** @throws AppError `session_not_found` */
  async get(userId: string, id: string): Promise<Session> {
    const session = await this.sessions.findOneBy({ id, userId, ...this.alive() });
    if (!session) throw new AppError('session_not_found');
    return session;
  }

  /** Puts off the end of a session in use; writes at most once an hour. */
  async touch(session: Pick<Session, 'id' | 'createdAt' | 'lastSeenAt'>): Promise<void> {
    const now = this.clock.now();
    if (now - session.lastSeenAt < HOUR) return;
    const expiresAt = Math.min(now + SESSION_IDLE_MS, session.createdAt + SESSION_LIFETIME_MS);
    await this.writes.run(({ manager }) =>
      manager.update(Session, { id: session.id, endedAt: IsNull() }, { lastSeenAt: now, expiresAt }),
    );
  }

  /** The same. Nobody waits for it: a request that only reads must be answered also when nothing can be written. */
  noteUse(session: Pick<Session, 'id' | 'createdAt' | 'lastSeenAt'>): void {
    this.touch(session).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the last use of a session was not noted');
    });
  }

  /** The same for the sessions of everybody who is connected. */
  async touchMany(ids: string[]): Promise<void> {
    const lastSeenAt = LessThan(this.clock.now() - HOUR);
    for (let from = 0; from < ids.length; from += 500) {
      const stale = await this.sessions.findBy({ id: In(ids.slice(from, from + 500)), lastSeenAt, ...this.alive() });
      for (const session of stale) await this.touch(session);
    }
  }

  /** A person's living sessions, the latest used first. */
  list(userId: string): Promise<Session[]> {
    return this.sessions.find({
      where: { userId, ...this.alive() },
      order: { lastSeenAt: 'DESC', id: 'ASC' },
      take: LIMITS.page.max,
    });
  }

  /** @throws AppError `session_not_found`, alike for sessions that do not exist and for those of others */
  async end(userId: string, id: string): Promise<void> {
    if ((await this.writes.run((tx) => this.endWhere(tx, userId, { id }))) === 0)
      throw new AppError('session_not_found');
  }

  /**
   * Ends all sessions of a person but one. Their sockets are closed before the write resolves.
   *
   * @param tx the transaction to do it in, where there is one
   */
  async endOthers(userId: string, keep: string, tx?: Tx): Promise<void> {
    const work = (within: Tx) => this.endWhere(within, userId, { id: Not(keep) });
    await (tx ? work(tx) : this.writes.run(work));
  }

  /** Ends all sessions of a person. Their sockets are closed before the write resolves. */
  async endAll(tx: Tx, userId: string): Promise<void> {
    await this.endWhere(tx, userId, {});
  }

  private async endWhere(tx: Tx, userId: string, which: object): Promise<number> {
    const sessions = await tx.manager.findBy(Session, { userId, ...which, ...this.alive() });
    for (const session of sessions) await this.endOne(tx, session);
    return sessions.length;
  }

  private async endOne(tx: Tx, { id, userId }: Session): Promise<void> {
    await tx.manager.update(Session, { id }, { endedAt: this.clock.now() });
    tx.publish({ type: 'session.ended', sessionId: id, userId });
  }

  private alive() {
    return { endedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) };
  }

  /** Ends the sessions whose time is over, so that their sockets close, and forgets those that ended a day ago. */
  async sweep(): Promise<void> {
    const now = this.clock.now();
    const over = { endedAt: IsNull(), expiresAt: LessThan(now) };
    const old = { endedAt: LessThan(now - DAY) };
    try {
      if (!(await this.sessions.existsBy([over, old]))) return;
      await this.writes.run(async (tx) => {
        for (const session of await tx.manager.find(Session, { where: over, take: 500 }))
          await this.endOne(tx, session);
        await tx.manager.delete(Session, old);
      });
    } catch (error) {
      this.logger.warn({ err: error }, 'old sessions were not swept; the next sweep is in a minute');
    }
  }
}
