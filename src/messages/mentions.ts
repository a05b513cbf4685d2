import { v7 as uuid } from 'uuid';
import { Mention } from '../channels/mention.entity.js';
import { AppError } from '../common/app-error.js';
import { LIMITS } from '../contract/limits.js';
import { sql } from '../database/sql.js';
import type { Tx } from '../database/write-queue.js';
import { EVERYBODY, usernameKey } from '../users/username.js';
import type { Message } from './message.entity.js';

export interface Named {
  mentions: string[];
  mentionsAll: boolean;
}

/** A name behind `@`, which does not follow a letter or digit as in an address of mail. */
const NAME = /(?<![\p{L}\p{N}_@./-])@([\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[._-][\p{L}\p{M}\p{N}]+)*)/gu;

/** What is quoted or shown as code names nobody: fenced and inline code, and lines that begin with `>`. */
const UNSPOKEN = /^(```|~~~)[^]*?(?:^\1|(?![^]))|(?<!`)(`+)(?!`)[^]*?\2|^ {0,3}>.*$/gmu;

/** The names that a text calls, as usernames are compared. */
export function namesIn(body: string): Set<string> {
  const spoken = body.replace(UNSPOKEN, ' ');
  return new Set([...spoken.matchAll(NAME)].map(([, name = '']) => usernameKey(name)));
}

/**
 * Whom a text names: members of the channel, but not its author, nor anyone who blocked the author or was blocked.
 *
 * @throws AppError `validation_failed` when it names too many people
 */
export async function findNamed(
  tx: Tx,
  body: string,
  { channelId, authorId }: Pick<Message, 'channelId' | 'authorId'>,
  mayNameAll: boolean,
): Promise<Named> {
  const names = namesIn(body);
  const mentionsAll = mayNameAll && names.has(EVERYBODY);
  names.delete(EVERYBODY);
  if (names.size === 0) return { mentions: [], mentionsAll };
  const rows = await sql<{ id: string }>(
    tx.manager,
    `SELECT u."id" FROM "user" u JOIN "membership" m ON m."userId" = u."id"
     WHERE m."channelId" = ? AND m."leftAt" IS NULL AND u."id" <> ?
       AND u."usernameKey" IN (${[...names].map(() => '?').join()})
       AND NOT EXISTS (SELECT 1 FROM "block" b WHERE (b."blockerId" = u."id" AND b."userId" = ?)
                                                  OR (b."blockerId" = ? AND b."userId" = u."id"))
     ORDER BY u."id" LIMIT ${LIMITS.mentions + 1}`,
    [channelId, authorId, ...names, authorId, authorId],
  );
  if (rows.length > LIMITS.mentions) throw tooMany();
  return { mentions: rows.map(({ id }) => id), mentionsAll };
}

/** Makes the rows by which unread mentions are found agree with the message. */
export async function storeMentions(tx: Tx, before: Named, message: Message): Promise<void> {
  const { channelId, seq, authorId } = message;
  const has = ({ mentions, mentionsAll }: Named): (string | null)[] => [...mentions, ...(mentionsAll ? [null] : [])];
  const [old, now] = [has(before), has(message)];
  const added = now.filter((userId) => !old.includes(userId));
  const gone = old.filter((userId) => !now.includes(userId));
  if (added.length > 0) {
    const rows = added.map((userId) => ({ id: uuid(), channelId, seq, authorId, userId }));
    await tx.manager.insert(Mention, rows);
  }
  for (const userId of gone) {
    const where = userId === null ? '"userId" IS NULL' : '"userId" = ?';
    const parameters = [channelId, seq, ...(userId === null ? [] : [userId])];
    await sql(tx.manager, `DELETE FROM "mention" WHERE "channelId" = ? AND "seq" = ? AND ${where}`, parameters);
  }
}

const tooMany = (): AppError =>
  new AppError('validation_failed', {
    errors: [{ pointer: '/body', code: 'mentions', detail: `body must name at most ${LIMITS.mentions} people` }],
  });
