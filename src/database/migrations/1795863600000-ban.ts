import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a person may not be here, and why. */
export class Ban1795863600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Not by addColumn, which on SQLite makes the table anew and loses its triggers.
    await runner.query('ALTER TABLE "user" ADD COLUMN "bannedUntil" bigint');
    await runner.query(`ALTER TABLE "user" ADD COLUMN "banReason" text NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user" DROP COLUMN "banReason"');
    await runner.query('ALTER TABLE "user" DROP COLUMN "bannedUntil"');
  }
}
