import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People who deleted their account, and what of theirs is still to be erased. */
export class DeletedAccount1795950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Not by addColumn, which on SQLite makes the table anew and loses its triggers.
    await runner.query('ALTER TABLE "user" ADD COLUMN "deletedAt" bigint');
    await runner.query('ALTER TABLE "user" ADD COLUMN "erasing" varchar');
    await runner.query('CREATE INDEX "ix_user_erasing" ON "user" ("id") WHERE "erasing" IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_user_erasing"');
    await runner.query('ALTER TABLE "user" DROP COLUMN "erasing"');
    await runner.query('ALTER TABLE "user" DROP COLUMN "deletedAt"');
  }
}
