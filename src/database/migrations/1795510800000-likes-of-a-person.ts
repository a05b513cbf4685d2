import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds what one person liked: they may take it with them. */
export class LikesOfAPerson1795510800000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX "ix_message_like_userId" ON "message_like" ("userId", "id")');
    await runner.query('CREATE INDEX "ix_profile_like_likerId" ON "profile_like" ("likerId", "id")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "ix_message_like_userId"');
    await runner.query('DROP INDEX "ix_profile_like_likerId"');
  }
}
