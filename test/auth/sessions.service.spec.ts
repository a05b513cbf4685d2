import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Session } from '../../src/auth/session.entity.js';
import { SESSION_IDLE_MS, SESSION_LIFETIME_MS, sessionId, SessionsService } from '../../src/auth/sessions.service.js';
import { Clock } from '../../src/common/clock.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { EventBus } from '../../src/events/event-bus.js';
import { User } from '../../src/users/user.entity.js';
import { UsersService } from '../../src/users/users.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { register } from '../support/people.js';

let app: TestApp;
let sessions: SessionsService;
let userId: string;
let now = Date.now();
const device = { userAgent: 'a browser', address: '127.0.0.1' };

beforeAll(async () => {
  app = await startApp();
  sessions = app.nest.get(SessionsService);
  userId = (await register(app)).user.id;
  app.nest.get(Clock).now = () => now;
});
afterAll(() => app.stop());

const HOUR = 3_600_000;
let count = 0;
async function opened(): Promise<string> {
  const secret = `secret ${count++}`;
  await sessions.open(secret, userId, device);
  return secret;
}

describe('sessions', () => {
  it('are stored without their secret', async () => {
    const secret = await opened();
    const rows = await app.nest.get<DataSource>(getDataSourceToken()).query('SELECT * FROM "session"');
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect(JSON.stringify(rows)).toContain(sessionId(secret));
  });

  it('are not brought back by a request that was still running when they ended', async () => {
    const secret = await opened();
    const held = (await sessions.findAlive(secret))!;
    await sessions.end(userId, sessionId(secret));
    now += 2 * HOUR;
    await sessions.touch(held);
    await sessions.open(secret, userId, device);
    expect(await sessions.findAlive(secret)).toBeNull();
  });

  it('end after seven days without use, and thirty in any case', async () => {
    const secret = await opened();
    now += SESSION_IDLE_MS - HOUR;
    await sessions.touch((await sessions.findAlive(secret))!);
    now += 2 * HOUR;
    expect(await sessions.findAlive(secret)).not.toBeNull();
    const end = now + SESSION_LIFETIME_MS;
    while (now < end) {
      now += 24 * HOUR;
      const session = await sessions.findAlive(secret);
      if (session) await sessions.touch(session);
    }
    expect(await sessions.findAlive(secret)).toBeNull();
    const unused = await opened();
    now += SESSION_IDLE_MS + 1;
    expect(await sessions.findAlive(unused)).toBeNull();
  });

  it('whose time is over are ended by the sweep, which tells it, and are forgotten a day later', async () => {
    const secret = await opened();
    const told: string[] = [];
    app.nest.get(EventBus).listen((facts) => {
      for (const fact of facts) if (fact.type === 'session.ended') told.push(fact.sessionId);
    });
    now += SESSION_IDLE_MS + 1;
    await sessions.sweep();
    expect(told).toContain(sessionId(secret));
    now += 25 * HOUR;
    await sessions.sweep();
    const rows = await app.nest.get<DataSource>(getDataSourceToken()).query('SELECT "id" FROM "session"');
    expect(JSON.stringify(rows)).not.toContain(sessionId(secret));
  });

  it('of a person who may be here open requests and sockets', async () => {
    const secret = await opened();
    expect((await sessions.findAlive(secret))?.userId).toBe(userId);
    const arrival = (await sessions.findArrival(sessionId(secret)))!;
    expect(arrival.user).toEqual(await app.nest.get(UsersService).get(userId));
    expect(arrival.heads).toEqual([{ channelId: expect.any(String), revision: 1, version: 1 }]);
  });

  it.each([
    ['that ended', Session, { endedAt: 1 }],
    ['whose time is over', Session, { expiresAt: 1 }],
    ['of somebody who is deactivated', User, { deactivatedAt: 1 }],
    ['of somebody who is banned', User, { bannedUntil: Number.MAX_SAFE_INTEGER }],
  ])('%s open neither a request nor a socket', async (_, entity, change) => {
    const secret = `secret ${count++}`;
    const { user } = await register(app);
    await sessions.open(secret, user.id, device);
    const id = entity === User ? user.id : sessionId(secret);
    await app.nest.get(WriteQueue).run(({ manager }) => manager.update<Session | User>(entity, { id }, change));
    expect(await sessions.findAlive(secret)).toBeNull();
    expect(await sessions.findArrival(sessionId(secret))).toBeNull();
  });

  it('of everybody who is connected stay alive', async () => {
    const secret = await opened();
    now += SESSION_IDLE_MS - HOUR;
    await sessions.touchMany([sessionId(secret)]);
    now += 2 * HOUR;
    expect(await sessions.findAlive(secret)).not.toBeNull();
  });

  it('do not keep a request waiting when their last use cannot be noted', async () => {
    const person = await register(app);
    now += 2 * HOUR;
    app.nest.get(WriteQueue).run = () => Promise.reject(new Error('the disk is full'));
    expect((await person.get('/api/auth/session')).status).toBe(200);
    delete app.nest.get<Partial<WriteQueue>>(WriteQueue).run;
  });

  it('write their last use at most once an hour', async () => {
    const secret = await opened();
    const before = (await sessions.findAlive(secret))!;
    now += HOUR / 2;
    await sessions.touch(before);
    expect((await sessions.findAlive(secret))!.lastSeenAt).toBe(before.lastSeenAt);
    now += HOUR;
    await sessions.touch(before);
    expect((await sessions.findAlive(secret))!.lastSeenAt).toBe(now);
  });
});
