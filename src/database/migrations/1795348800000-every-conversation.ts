import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columns, parent, pk } from './table-parts.js';

/** Direct channels and groups, edits, replies, mentions, likes, read positions, notices, blocks. */
export class EveryConversation1795348800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { uuid, text, name, number, count } = columns(runner);
    const uuidType = runner.dataSource.options.type === 'postgres' ? 'uuid' : 'varchar';
    // Not by addColumn, which on SQLite makes the table anew and loses its triggers.
    const add = (table: string, column: string) => runner.query(`ALTER TABLE "${table}" ADD COLUMN ${column}`);

    await add('user', `"invisible" boolean NOT NULL DEFAULT ${no(runner)}`);
    await add('user', '"deactivatedAt" bigint');
    await add('channel', '"directKey" varchar');
    await add('channel', `"nameKey" varchar NOT NULL DEFAULT ''`);
    await add('channel', `"visibility" varchar NOT NULL DEFAULT 'private'`);
    await add('channel', '"archivedAt" bigint');
    await add('channel', '"lastMessageAt" bigint');
    await add('membership', '"leftAt" bigint');
    await add('membership', '"unreadFrom" bigint');
    await add('membership', '"hiddenSeq" bigint');
    await add('membership', '"version" integer NOT NULL DEFAULT 1');
    await add('message', `"replyToId" ${uuidType}`);
    await add('message', `"mentions" text NOT NULL DEFAULT '[]'`);
    await add('message', `"mentionsAll" boolean NOT NULL DEFAULT ${no(runner)}`);
    await add('message', `"likes" text NOT NULL DEFAULT '[]'`);
    await runner.query(`UPDATE "channel" SET "visibility" = 'public' WHERE "kind" = 'general'`);
    await runner.query(
      `UPDATE "channel" SET "lastMessageAt" = (SELECT m."createdAt" FROM "message" m
       WHERE m."channelId" = "channel"."id" AND m."seq" = "channel"."lastSeq")`,
    );
    await runner.query('CREATE UNIQUE INDEX "uq_channel_directKey" ON "channel" ("directKey")');
    await runner.query(
      `CREATE INDEX "ix_channel_public" ON "channel" ("id") WHERE "kind" = 'group' AND "visibility" = 'public'`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX "uq_membership_owner" ON "membership" ("channelId") WHERE "role" = 'owner' AND "leftAt" IS NULL`,
    );

    await runner.createTable(
      new Table({
        name: 'mention',
        columns: [
          uuid('id', { isPrimary: true, ...pk('mention') }),
          uuid('channelId'),
          number('seq'),
          uuid('authorId'),
          uuid('userId', { isNullable: true }),
        ],
        foreignKeys: [parent('mention', 'channelId', 'channel'), parent('mention', 'userId', 'user')],
        indices: [
          { name: 'ix_mention_userId', columnNames: ['channelId', 'userId', 'seq'] },
          { name: 'ix_mention_seq', columnNames: ['channelId', 'seq'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'message_like',
        columns: [
          uuid('id', { isPrimary: true, ...pk('message_like') }),
          uuid('messageId'),
          uuid('userId'),
          name('emoji'),
          number('createdAt'),
        ],
        uniques: [{ name: 'uq_message_like', columnNames: ['messageId', 'userId', 'emoji'] }],
        foreignKeys: [parent('message_like', 'messageId', 'message'), parent('message_like', 'userId', 'user')],
        indices: [{ name: 'ix_message_like_messageId', columnNames: ['messageId', 'emoji', 'id'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'profile_like',
        columns: [
          uuid('id', { isPrimary: true, ...pk('profile_like') }),
          uuid('userId'),
          uuid('likerId'),
          number('createdAt'),
        ],
        uniques: [{ name: 'uq_profile_like', columnNames: ['userId', 'likerId'] }],
        foreignKeys: [parent('profile_like', 'userId', 'user'), parent('profile_like', 'likerId', 'user')],
        indices: [{ name: 'ix_profile_like_userId', columnNames: ['userId', 'id'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'notice',
        columns: [
          uuid('id', { isPrimary: true, ...pk('notice') }),
          uuid('channelId'),
          number('seq'),
          number('revision'),
          name('kind'),
          uuid('actorId'),
          uuid('userId', { isNullable: true }),
          text('text', { isNullable: true }),
          number('createdAt'),
        ],
        foreignKeys: [parent('notice', 'channelId', 'channel')],
        indices: [
          { name: 'ix_notice_seq', columnNames: ['channelId', 'seq', 'revision'] },
          { name: 'ix_notice_revision', columnNames: ['channelId', 'revision'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'invite',
        columns: [
          uuid('id', { isPrimary: true, ...pk('invite') }),
          uuid('channelId'),
          name('tokenHash'),
          uuid('createdById'),
          count('uses', { default: 0 }),
          count('maxUses', { isNullable: true }),
          number('expiresAt', { isNullable: true }),
          number('revokedAt', { isNullable: true }),
          number('createdAt'),
        ],
        uniques: [{ name: 'uq_invite_tokenHash', columnNames: ['tokenHash'] }],
        checks: [{ name: 'ck_invite_uses', expression: '"maxUses" IS NULL OR "uses" <= "maxUses"' }],
        foreignKeys: [parent('invite', 'channelId', 'channel'), parent('invite', 'createdById', 'user')],
        indices: [{ name: 'ix_invite_channelId', columnNames: ['channelId', 'id'] }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'block',
        columns: [
          uuid('blockerId', { isPrimary: true, ...pk('block') }),
          uuid('userId', { isPrimary: true, ...pk('block') }),
          number('createdAt'),
        ],
        checks: [{ name: 'ck_block_self', expression: '"blockerId" <> "userId"' }],
        foreignKeys: [parent('block', 'blockerId', 'user'), parent('block', 'userId', 'user')],
        indices: [{ name: 'ix_block_userId', columnNames: ['userId', 'blockerId'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['block', 'invite', 'notice', 'profile_like', 'message_like', 'mention']) {
      await runner.dropTable(table);
    }
    for (const index of ['uq_channel_directKey', 'ix_channel_public', 'uq_membership_owner']) {
      await runner.query(`DROP INDEX "${index}"`);
    }
    const added = {
      user: ['invisible', 'deactivatedAt'],
      channel: ['directKey', 'nameKey', 'visibility', 'archivedAt', 'lastMessageAt'],
      membership: ['leftAt', 'unreadFrom', 'hiddenSeq', 'version'],
      message: ['replyToId', 'mentions', 'mentionsAll', 'likes'],
    };
    for (const [table, names] of Object.entries(added)) {
      for (const column of names) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
    }
  }
}

const no = (runner: QueryRunner): string => (runner.dataSource.options.type === 'postgres' ? 'false' : '0');
