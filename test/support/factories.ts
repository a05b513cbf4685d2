import { randomUUID } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { Channel } from '../../src/channels/channel.entity.js';
import { Membership } from '../../src/channels/membership.entity.js';
import { ChannelsService } from '../../src/channels/channels.service.js';
import { indexMessages } from '../../src/database/search-index.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { Message } from '../../src/messages/message.entity.js';
import type { TestApp } from './app.js';
import type { Person } from './people.js';

/** A channel that only these people are in. */
export async function aGroup(app: TestApp, people: Person[], name = 'a group'): Promise<string> {
  const id = randomUUID();
  const now = Date.now();
  await app.nest.get(WriteQueue).run(async ({ manager }) => {
    await manager.insert(Channel, { id, kind: 'group', name, memberCount: people.length, createdAt: now });
    const rows = people.map(({ user }) => ({ channelId: id, userId: user.id, revision: 0, joinedAt: now }));
    await manager.insert(Membership, rows);
  });
  return id;
}

/** Takes a person's row out of a channel in a transaction that stays open for a while before it commits. */
export async function removeSlowly(app: TestApp, channelId: string, { user }: Person): Promise<void> {
  await app.nest.get(WriteQueue).run(async (tx) => {
    await app.nest.get(ChannelsService).enter(tx, user.id, channelId);
    await tx.manager.update(Membership, { channelId, userId: user.id }, { leftAt: Date.now() });
    await new Promise((resolve) => setTimeout(resolve, 150));
  });
}

/** Messages as they were stored at a time long ago, or many at once; numbered from 1, and nobody is told. */
export async function storeMessages(
  app: TestApp,
  { user: { id: authorId } }: Person,
  channelId: string,
  rows: { body: string; time: number }[],
): Promise<void> {
  const all = rows.map(({ body, time: createdAt }, place) => {
    const seq = place + 1;
    const id = uuid({ msecs: createdAt, seq });
    return { id, channelId, seq, revision: seq, clientId: randomUUID(), authorId, body, createdAt };
  });
  await app.nest.get(WriteQueue).run(async ({ manager }) => {
    for (let from = 0; from < all.length; from += 1_000) {
      const some = all.slice(from, from + 1_000);
      await manager.createQueryBuilder().insert().into(Message).values(some).updateEntity(false).execute();
      await indexMessages(
        manager,
        some.map(({ id }) => id),
      );
    }
  });
}
