import type { EntityManager } from 'typeorm';
import { NIL } from 'uuid';
import { isoTime } from '../common/iso-time.js';
import { sql } from '../database/sql.js';

/** One file of an export: the rows of a table that are of one person. */
export interface Part {
  name: string;
  /** Ends in a condition; its parameter is the person. */
  query: string;
  /** By which rows follow each other; unique among those of one person. */
  key: string;
  /** The table that has the key, where there are two. */
  of?: string;
}

const PAGE = 500;

/**
 * Messages come in the order of the only index that finds them by their author; each says when it was written. Secrets of a
 * session and of a push subscription are not told, also not to their owner.
 */
export const PARTS: Part[] = [
  {
    name: 'messages',
    query: `SELECT "id", "channelId", "seq", "clientId", "body", "replyToId", "uploads", "createdAt", "editedAt"
      FROM "message" WHERE "authorId" = ? AND "deletedAt" IS NULL`,
    key: 'clientId',
  },
  {
    name: 'memberships',
    query: `SELECT m."channelId", c."kind", c."name", m."role", m."notify", m."readSeq", m."joinedAt", m."leftAt"
      FROM "membership" m JOIN "channel" c ON c."id" = m."channelId" WHERE m."userId" = ?`,
    key: 'channelId',
    of: 'm',
  },
  {
    name: 'message-likes',
    query: `SELECT "id", "messageId", "emoji", "createdAt" FROM "message_like" WHERE "userId" = ?`,
    key: 'id',
  },
  {
    name: 'profile-likes',
    query: `SELECT "id", "userId", "createdAt" FROM "profile_like" WHERE "likerId" = ?`,
    key: 'id',
  },
  {
    name: 'blocks',
    query: `SELECT "userId", "createdAt" FROM "block" WHERE "blockerId" = ?`,
    key: 'userId',
  },
  {
    name: 'sessions',
    query: `SELECT "id", "userAgent", "address", "createdAt", "lastSeenAt", "expiresAt", "endedAt"
      FROM "session" WHERE "userId" = ?`,
    key: 'id',
  },
  {
    name: 'push-subscriptions',
    query: `SELECT "id", "sessionId", "showText", "language", "createdAt"
      FROM "push_subscription" WHERE "userId" = ?`,
    key: 'id',
  },
];

const CLAIMS: Part = {
  name: 'uploads',
  query: `SELECT "clientId", "uploads" FROM "message"
    WHERE "authorId" = ? AND "uploads" <> '[]' AND "deletedAt" IS NULL`,
  key: 'clientId',
};

type Row = Record<string, unknown>;

/** A page at a time, as others are shown them. */
export async function* rowsOf(manager: EntityManager, part: Part, userId: string): AsyncGenerator<Row> {
  const key = part.of === undefined ? `"${part.key}"` : `${part.of}."${part.key}"`;
  let last: unknown = NIL;
  // The first id there can be is one that a client may choose.
  for (let sign = '>='; ; sign = '>') {
    const page = `${part.query} AND ${key} ${sign} ? ORDER BY ${key} LIMIT ${PAGE}`;
    const rows = await sql<Row>(manager, page, [userId, last]);
    for (const row of rows) yield shown(row);
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.[part.key];
  }
}

/** The files of a person's messages. */
export async function* uploadsIn(manager: EntityManager, userId: string): AsyncGenerator<{ id: string; name: string }> {
  for await (const row of rowsOf(manager, CLAIMS, userId)) yield* row['uploads'] as { id: string; name: string }[];
}

/** Times in ISO 8601. */
export function shown(row: Row): Row {
  for (const [name, value] of Object.entries(row)) {
    if (/(At|Until)$/.test(name) && typeof value === 'number') row[name] = isoTime(value);
    else if (name === 'uploads') row[name] = JSON.parse(String(value));
  }
  return row;
}
