import { randomUUID } from 'node:crypto';
import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { sql } from '../sql.js';
import { columns, parent, pk } from './table-parts.js';

/** The tables, and the general channel that everyone is in. */
export class CreateChat1795305600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { uuid, text, name, number, count } = columns(runner);

    await runner.createTable(
      new Table({ name: 'server', columns: [name('key', { isPrimary: true, ...pk('server') }), text('value')] }),
    );
    await runner.createTable(
      new Table({
        name: 'user',
        columns: [
          uuid('id', { isPrimary: true, ...pk('user') }),
          name('username'),
          name('usernameKey'),
          name('displayName'),
          text('bio', { default: `''` }),
          name('role', { default: `'member'` }),
          count('likes', { default: 0 }),
          number('createdAt'),
        ],
        uniques: [{ name: 'uq_user_usernameKey', columnNames: ['usernameKey'] }],
        checks: [{ name: 'ck_user_role', expression: `"role" IN ('member', 'moderator', 'admin')` }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'password',
        columns: [uuid('userId', { isPrimary: true, ...pk('password') }), text('hash')],
        foreignKeys: [parent('password', 'userId', 'user')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'session',
        columns: [
          name('id', { isPrimary: true, ...pk('session') }),
          uuid('userId'),
          name('userAgent'),
          name('address'),
          number('createdAt'),
          number('lastSeenAt'),
          number('expiresAt'),
          number('endedAt', { isNullable: true }),
        ],
        foreignKeys: [parent('session', 'userId', 'user')],
        indices: [
          { name: 'ix_session_userId', columnNames: ['userId'] },
          { name: 'ix_session_expiresAt', columnNames: ['expiresAt'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'channel',
        columns: [
          uuid('id', { isPrimary: true, ...pk('channel') }),
          name('kind'),
          name('name'),
          text('topic', { default: `''` }),
          number('lastSeq', { default: 0 }),
          number('revision', { default: 0 }),
          number('ownRevision', { default: 0 }),
          count('memberCount', { default: 0 }),
          number('createdAt'),
        ],
        checks: [{ name: 'ck_channel_kind', expression: `"kind" IN ('general', 'direct', 'group')` }],
        indices: [{ name: 'uq_channel_general', columnNames: ['kind'], isUnique: true, where: `"kind" = 'general'` }],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'membership',
        columns: [
          uuid('channelId', { isPrimary: true, ...pk('membership') }),
          uuid('userId', { isPrimary: true, ...pk('membership') }),
          name('role', { default: `'member'` }),
          name('notify', { default: `'all'` }),
          number('readSeq', { default: 0 }),
          number('revision'),
          number('joinedAt'),
        ],
        foreignKeys: [parent('membership', 'channelId', 'channel'), parent('membership', 'userId', 'user')],
        checks: [
          { name: 'ck_membership_role', expression: `"role" IN ('member', 'moderator', 'owner')` },
          { name: 'ck_membership_notify', expression: `"notify" IN ('all', 'mentions', 'none')` },
        ],
        indices: [
          { name: 'ix_membership_userId', columnNames: ['userId', 'channelId'] },
          { name: 'ix_membership_revision', columnNames: ['channelId', 'revision'] },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'message',
        columns: [
          uuid('id', { isPrimary: true, ...pk('message') }),
          uuid('channelId'),
          number('seq'),
          number('revision'),
          count('version', { default: 1 }),
          uuid('clientId'),
          uuid('authorId'),
          text('body'),
          number('createdAt'),
          number('editedAt', { isNullable: true }),
          number('deletedAt', { isNullable: true }),
        ],
        uniques: [
          { name: 'uq_message_seq', columnNames: ['channelId', 'seq'] },
          { name: 'uq_message_clientId', columnNames: ['authorId', 'clientId'] },
        ],
        foreignKeys: [
          parent('message', 'channelId', 'channel'),
          { ...parent('message', 'authorId', 'user'), onDelete: 'NO ACTION' },
        ],
        indices: [{ name: 'ix_message_revision', columnNames: ['channelId', 'revision'] }],
      }),
    );

    await sql(runner.manager, `INSERT INTO "server" ("key", "value") VALUES ('epoch', ?)`, [randomUUID()]);
    await sql(
      runner.manager,
      `INSERT INTO "channel" ("id", "kind", "name", "createdAt") VALUES (?, 'general', 'general', ?)`,
      [randomUUID(), Date.now()],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['message', 'membership', 'channel', 'session', 'password', 'user', 'server']) {
      await runner.dropTable(table);
    }
  }
}
