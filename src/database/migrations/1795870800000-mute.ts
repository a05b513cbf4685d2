import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when a person may not write, and why. */
export class Mute1795870800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Not by addColumn, which on SQLite makes the table anew and loses its triggers.
    await runner.query('ALTER TABLE "user" ADD COLUMN "mutedUntil" bigint');
    await runner.query(`ALTER TABLE "user" ADD COLUMN "muteReason" text NOT NULL DEFAULT ''`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "user" DROP COLUMN "muteReason"');
    await runner.query('ALTER TABLE "user" DROP COLUMN "mutedUntil"');
  }
}
