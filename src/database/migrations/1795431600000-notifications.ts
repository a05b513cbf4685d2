import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columns, parent, pk } from './table-parts.js';

/** Hours in which nobody is disturbed, and the devices that are told while no page of ours is open. */
export class Notifications1795431600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { uuid, text, name, number } = columns(runner);
    const postgres = runner.dataSource.options.type === 'postgres';
    // Not by addColumn, which on SQLite makes the table anew and loses its triggers.
    await runner.query('ALTER TABLE "user" ADD COLUMN "quietHours" text');
    await runner.createTable(
      new Table({
        name: 'push_subscription',
        columns: [
          uuid('id', { isPrimary: true, ...pk('push_subscription') }),
          uuid('userId'),
          name('sessionId'),
          text('endpoint'),
          name('p256dh'),
          name('auth'),
          { name: 'showText', type: 'boolean', default: postgres ? 'true' : '1' },
          name('language'),
          number('createdAt'),
        ],
        uniques: [
          { name: 'uq_push_subscription_sessionId', columnNames: ['sessionId'] },
          { name: 'uq_push_subscription_endpoint', columnNames: ['endpoint'] },
        ],
        foreignKeys: [
          parent('push_subscription', 'userId', 'user'),
          parent('push_subscription', 'sessionId', 'session'),
        ],
        indices: [{ name: 'ix_push_subscription_userId', columnNames: ['userId'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('push_subscription');
    await runner.query('ALTER TABLE "user" DROP COLUMN "quietHours"');
  }
}
