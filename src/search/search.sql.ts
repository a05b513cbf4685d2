import { setImmediate } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { idAt } from '../common/id.js';
import { tag } from '../database/search-index.js';
import { sql } from '../database/sql.js';
import type { SearchQuery } from './search-query.js';
import { comparison, hasTrigram, isPiece, like, match } from './search-terms.js';

/** What was found, the newest first, and the last message that was looked at where there may be more behind it. */
export interface Found {
  ids: string[];
  after: string | null;
}

export interface Scope {
  userId: string;
  channelId?: string;
  /** The last message of the page before. */
  after?: string;
  limit: number;
}

/** Messages that one search compares by their text. */
const WINDOW = 1_000;

/** Messages that are compared before others have their turn: SQLite and the comparison stop the process meanwhile. */
const CHUNK = 100;

/** Ids carry the time at which they were made, which is not quite the message's own: its transaction began before. */
const SLACK_MS = 60_000;

interface Seen {
  id: string;
  body: string;
}

/** A piece of a statement, and what stands for its question marks. */
type Part = [text: string, ...parameters: unknown[]];

/**
 * The newest messages that a person may read now and that answer the query: at most `limit`.
 *
 * What no index knows for certain is compared with the text of at most WINDOW messages that answer the rest of the query,
 * the newest; where there are that many, `after` is the last one compared.
 */
export async function findMessages(manager: EntityManager, query: SearchQuery, scope: Scope): Promise<Found> {
  const isPostgres = manager.dataSource.options.type === 'postgres';
  const indexed = query.terms.filter((term) => hasTrigram(term, isPostgres));
  const isCertain = (term: string) => indexed.includes(term) && (isPostgres || isPiece(term));
  const compared = query.terms.filter((term) => !isCertain(term));
  const answers = comparison(compared);
  const size = compared.length > 0 ? CHUNK : scope.limit + 1;
  const within = withinOf(query, scope);
  const ids: string[] = [];
  let after = scope.after;
  for (let count = 0; count < WINDOW; count += size) {
    if (count > 0) await setImmediate();
    const part = after === undefined ? scope : { ...scope, after };
    const seen = isPostgres ? seenOnPostgres(query, part, indexed) : seenOnSqlite(query, part, indexed);
    const [text, ...parameters] = join([['WITH "within" AS ('], within, [') '], seen, [' LIMIT ?', size]], '');
    const rows = await sql<Seen>(manager, text, parameters);
    ids.push(...rows.filter(({ body }) => answers(body)).map(({ id }) => id));
    if (ids.length > scope.limit) return { ids: ids.slice(0, scope.limit), after: ids[scope.limit - 1] ?? null };
    after = rows.at(-1)?.id;
    if (rows.length < size || after === undefined) return { ids, after: null };
  }
  return { ids, after: after ?? null };
}

/** The channels in which the person may read now, of those that were asked for. */
function withinOf(query: SearchQuery, { userId, channelId }: Scope): Part {
  const conditions: Part[] = [['p."userId" = ? AND p."leftAt" IS NULL', userId]];
  if (channelId !== undefined) conditions.push(['c."id" = ?', channelId]);
  if (query.in.length > 0) {
    const general = query.in.includes('general') ? ` OR c."kind" = 'general'` : '';
    conditions.push([`(c."kind" = 'group' AND c."nameKey" IN (${marks(query.in)})${general})`, ...query.in]);
  }
  const [text, ...parameters] = all(conditions);
  return [`SELECT c."id" FROM "membership" p JOIN "channel" c ON c."id" = p."channelId" WHERE ${text}`, ...parameters];
}

function seenOnPostgres(query: SearchQuery, scope: Scope, indexed: string[]): Part {
  const { since, until } = idsOf(query, scope);
  // An array and not a join: so the bodies of other people's channels are passed by before they are folded.
  const channels: Part = ['m."channelId" = ANY (ARRAY(SELECT "id" FROM "within"))'];
  const conditions = [channels, ...conditionsOf(query), ...indexed.map(like)];
  if (since !== null) conditions.push(['m."id" >= ?', since]);
  if (until !== null) conditions.push(['m."id" < ?', until]);
  const [text, ...parameters] = all(conditions);
  return [`SELECT m."id", m."body" FROM "message" m WHERE ${text} ORDER BY m."id" DESC`, ...parameters];
}

/** Walks the index backwards, so that a page of a common word costs no more than one of a rare word. */
function seenOnSqlite(query: SearchQuery, scope: Scope, indexed: string[]): Part {
  const { since, until } = idsOf(query, scope);
  const tags = (rows: string) => `(SELECT group_concat('"' || ${tag('"id"')} || '"', ' OR ') FROM ${rows})`;
  const author = query.from.length > 0 ? ` || ' AND author:(' || ${tags(authors(query))} || ')'` : '';
  const conditions: Part[] = [
    [
      // Nothing where the person is in no such channel, or there is no such author.
      `"search_text" MATCH COALESCE('channel:(' || ${tags('"within"')} || ')'${author} || ?, '""')`,
      ...query.from,
      indexed.map((term) => ` AND ${match(term)}`).join(''),
    ],
    // The word for a channel may stand for another too.
    ['m."channelId" IN (SELECT "id" FROM "within")'],
    ...conditionsOf(query),
  ];
  if (since !== null)
    conditions.push([`"search_text".rowid >= COALESCE(${docid('>=', '')}, ${Number.MAX_SAFE_INTEGER})`, since]);
  // Where the message itself is gone, or the id only a time: from what was stored before that.
  if (until !== null)
    conditions.push([`"search_text".rowid <= COALESCE(${docid('=', ' - 1')}, ${docid('<', '')})`, until, until]);
  const [text, ...parameters] = all(conditions);
  return [
    `SELECT m."id", m."body" FROM "search_text"
       CROSS JOIN "search_entry" e ON e."docid" = "search_text".rowid CROSS JOIN "message" m ON m."id" = e."messageId"
     WHERE ${text} ORDER BY "search_text".rowid DESC`,
    ...parameters,
  ];
}

/** What holds on both engines, whatever the index said. */
function conditionsOf(query: SearchQuery): Part[] {
  const conditions: Part[] = [['m."deletedAt" IS NULL']];
  if (query.from.length > 0) conditions.push([`m."authorId" IN (SELECT "id" FROM ${authors(query)})`, ...query.from]);
  if (query.since !== null) conditions.push(['m."createdAt" >= ?', query.since]);
  if (query.until !== null) conditions.push(['m."createdAt" < ?', query.until]);
  return conditions;
}

/** The same bounds as ids, so that the walk ends with them: the first that may answer, and the first that does not. */
function idsOf({ since, until }: SearchQuery, { after }: Scope): Record<'since' | 'until', string | null> {
  const bounds = [...(after === undefined ? [] : [after]), ...(until === null ? [] : [idAt(until + SLACK_MS)])];
  return { since: since === null ? null : idAt(since - SLACK_MS), until: bounds.sort()[0] ?? null };
}

const authors = (query: SearchQuery): string => `"user" WHERE "usernameKey" IN (${marks(query.from)})`;

const docid = (is: '=' | '<' | '>=', change: string): string =>
  `(SELECT "docid"${change} FROM "search_entry" WHERE "messageId" ${is} ? ORDER BY "messageId" ${is === '<' ? 'DESC' : 'ASC'} LIMIT 1)`;

const marks = (values: unknown[]): string => values.map(() => '?').join();

const all = (parts: Part[]): Part => (parts.length === 0 ? ['1 = 1'] : join(parts, ' AND '));

const join = (parts: Part[], glue: string): Part => [
  parts.map(([text]) => text).join(glue),
  ...parts.flatMap(([, ...parameters]) => parameters),
];
