import type { EntityManager } from 'typeorm';
import { isoTime } from '../common/iso-time.js';
import { LIMITS } from '../contract/limits.js';
import type { LastMessageView } from '../contract/views.js';
import { sql } from '../database/sql.js';

type Row = Omit<LastMessageView, 'uploads' | 'deletedAt'> & {
  channelId: string;
  uploads: string;
  deletedAt: number | null;
};

/**
 * What was said last in each of these channels, in one query. It reads the table of a room above, none of whose code may be
 * used here. A message that came after the channels were read may be found already, never one from before them.
 */
export async function lastMessages(
  manager: EntityManager,
  channelIds: readonly string[],
): Promise<Map<string, LastMessageView>> {
  if (channelIds.length === 0) return new Map();
  const rows = await sql<Row>(
    manager,
    `SELECT l."channelId", l."id", l."seq", l."revision", l."authorId",
       SUBSTR(l."body", 1, ${LIMITS.lastMessageBody}) AS "body", l."uploads", l."deletedAt"
     FROM "channel" c JOIN "message" l ON l."channelId" = c."id" AND l."seq" = c."lastSeq"
     WHERE c."id" IN (${channelIds.map(() => '?').join()})`,
    [...channelIds],
  );
  return new Map(rows.map((row) => [row.channelId, toLastMessageView(row)]));
}

function toLastMessageView({ id, seq, revision, authorId, body, ...row }: Row): LastMessageView {
  const uploads = (JSON.parse(row.uploads) as LastMessageView['uploads']).map(({ name, width }) => ({ name, width }));
  return { id, seq, revision, authorId, body, uploads, deletedAt: isoTime(row.deletedAt) };
}
