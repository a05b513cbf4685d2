import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columns, parent, pk } from './table-parts.js';

/** What the moderators are asked to look at. */
export class Report1795867200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { uuid, text, number } = columns(runner);
    await runner.createTable(
      new Table({
        name: 'report',
        columns: [
          uuid('id', { isPrimary: true, ...pk('report') }),
          uuid('reporterId'),
          uuid('userId'),
          uuid('messageId', { isNullable: true }),
          text('body'),
          text('reason'),
          number('createdAt'),
          number('closedAt', { isNullable: true }),
        ],
        foreignKeys: [
          parent('report', 'reporterId', 'user'),
          parent('report', 'userId', 'user'),
          parent('report', 'messageId', 'message'),
        ],
        indices: ['reporterId', 'userId', 'messageId'].map((column) => ({
          name: `ix_report_${column}`,
          columnNames: [column],
        })),
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('report');
  }
}
