import { randomUUID } from 'node:crypto';
import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { sql } from '../sql.js';
import { columns, parent, pk } from './table-parts.js';

/** Profiles, avatars, uploads, and the rows that name stored bytes. */
export class Pictures1795420800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { uuid, name, number, count } = columns(runner);
    const postgres = runner.dataSource.options.type === 'postgres';
    const uuidType = postgres ? 'uuid' : 'varchar';
    // Not by addColumn, which on SQLite makes the table anew and loses its triggers.
    const add = (table: string, column: string) => runner.query(`ALTER TABLE "${table}" ADD COLUMN ${column}`);

    await add('user', `"status" text NOT NULL DEFAULT ''`);
    await add('user', `"avatarId" ${uuidType}`);
    await add('user', '"version" integer NOT NULL DEFAULT 1');
    await add('channel', `"avatarId" ${uuidType}`);
    await add('message', `"uploads" text NOT NULL DEFAULT '[]'`);
    await runner.createTable(
      new Table({
        name: 'upload',
        columns: [
          uuid('id', { isPrimary: true, ...pk('upload') }),
          uuid('channelId'),
          uuid('userId'),
          uuid('messageId', { isNullable: true }),
          name('name'),
          name('mime'),
          number('size'),
          count('width', { isNullable: true }),
          count('height', { isNullable: true }),
          name('thumbhash', { isNullable: true }),
          { name: 'animated', type: 'boolean', default: postgres ? 'false' : '0' },
          number('createdAt'),
        ],
        foreignKeys: [parent('upload', 'channelId', 'channel'), parent('upload', 'userId', 'user')],
        indices: [
          { name: 'ix_upload_messageId', columnNames: ['messageId'] },
          { name: 'ix_upload_unclaimed', columnNames: ['userId', 'createdAt'], where: '"messageId" IS NULL' },
        ],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'file',
        columns: [
          uuid('ownerId', { isPrimary: true, ...pk('file') }),
          name('variant', { isPrimary: true, ...pk('file') }),
          name('hash'),
          number('start', { default: 0 }),
          number('size'),
          name('mime'),
        ],
        indices: [{ name: 'ix_file_hash', columnNames: ['hash'] }],
      }),
    );
    // Names the folder of this installation's files, so that two of them never sweep each other's.
    await sql(runner.manager, `INSERT INTO "server" ("key", "value") VALUES ('installation', ?)`, [randomUUID()]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('file');
    await runner.dropTable('upload');
    await runner.query(`DELETE FROM "server" WHERE "key" = 'installation'`);
    const added = { user: ['status', 'avatarId', 'version'], channel: ['avatarId'], message: ['uploads'] };
    for (const [table, names] of Object.entries(added)) {
      for (const column of names) await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
    }
  }
}
