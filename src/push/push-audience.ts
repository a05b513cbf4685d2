import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, In, IsNull } from 'typeorm';
import { Channel } from '../channels/channel.entity.js';
import { readUpTo } from '../channels/channel.view.js';
import { Clock } from '../common/clock.js';
import type { QuietHours } from '../contract/quiet-hours.js';
import type { NotifyLevel } from '../contract/views.js';
import { sql } from '../database/sql.js';
import { Message } from '../messages/message.entity.js';
import { PresenceService } from '../realtime/presence.service.js';
import type { Hearer } from './push.policy.js';
import type { PushSubscription } from './push-subscription.entity.js';

type Device = Pick<PushSubscription, 'id' | 'endpoint' | 'p256dh' | 'auth' | 'showText' | 'language'>;

/** A person who could be told, and the browsers that want to be. */
export interface Audience extends Hearer {
  devices: Device[];
}

interface Row extends Omit<Device, 'showText'> {
  /** As the engine has it. */
  showText: boolean | number;
  userId: string;
  notify: NotifyLevel;
  readSeq: number;
  unreadFrom: number | null;
  quietHours: string | null;
}

/** What is to be known before a push: the messages as they are now, and who could be told of them. */
@Injectable()
export class PushAudience {
  constructor(
    @InjectDataSource() private readonly reader: DataSource,
    private readonly presence: PresenceService,
    private readonly clock: Clock,
  ) {}

  channel(id: string): Promise<Channel | null> {
    return this.reader.getRepository(Channel).findOneBy({ id });
  }

  /** Those of these messages that are not deleted, with their authors. */
  messages(ids: string[]): Promise<Message[]> {
    const where = { id: In(ids), deletedAt: IsNull() };
    return this.reader.getRepository(Message).find({ where, relations: { author: true } });
  }

  /** The members of a channel who are not muted there and have a browser to be told by, whose session is alive. */
  async of(channelId: string, authorIds: string[]): Promise<Audience[]> {
    const rows = await sql<Row>(
      this.reader.manager,
      `SELECT s."id", s."userId", s."endpoint", s."p256dh", s."auth", s."showText", s."language",
              m."notify", m."readSeq", m."unreadFrom", u."quietHours"
       FROM "push_subscription" s
       JOIN "session" e ON e."id" = s."sessionId" AND e."endedAt" IS NULL AND e."expiresAt" > ?
       JOIN "user" u ON u."id" = s."userId" AND u."deactivatedAt" IS NULL
       JOIN "membership" m ON m."channelId" = ? AND m."userId" = s."userId" AND m."leftAt" IS NULL AND m."notify" <> 'none'`,
      [this.clock.now(), channelId],
    );
    const blocks = rows.length > 0 ? await this.blocksOf(authorIds) : new Map<string, Set<string>>();
    const people = new Map<string, Audience>();
    for (const row of rows) {
      const person = people.get(row.userId) ?? this.person(row, blocks.get(row.userId) ?? new Set());
      person.devices.push({ ...row, showText: Boolean(row.showText) });
      people.set(row.userId, person);
    }
    return [...people.values()];
  }

  private person(row: Row, blocked: ReadonlySet<string>): Audience {
    const { userId, notify, quietHours } = row;
    return {
      ...{ userId, notify, blocked, devices: [] },
      readUpTo: readUpTo(row),
      quietHours: quietHours === null ? null : (JSON.parse(quietHours) as QuietHours),
      active: this.presence.isActive(userId),
    };
  }

  /** By who blocked: which of these authors. */
  private async blocksOf(authorIds: string[]): Promise<Map<string, Set<string>>> {
    const rows = await sql<{ blockerId: string; userId: string }>(
      this.reader.manager,
      `SELECT "blockerId", "userId" FROM "block" WHERE "userId" IN (${authorIds.map(() => '?').join()})`,
      authorIds,
    );
    const found = new Map<string, Set<string>>();
    for (const { blockerId, userId } of rows) found.set(blockerId, (found.get(blockerId) ?? new Set()).add(userId));
    return found;
  }
}
