import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columns, pk } from './table-parts.js';

const REFUSAL = 'the audit log is not changed';

/** The log of what was done by the power of a role. Rows are added, and that is all: the database refuses everything else. */
export class Audit1795860000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { uuid, text, name, number } = columns(runner);
    await runner.createTable(
      new Table({
        name: 'audit',
        columns: [
          uuid('id', { isPrimary: true, ...pk('audit') }),
          uuid('actorId'),
          name('act'),
          uuid('userId', { isNullable: true }),
          uuid('thingId', { isNullable: true }),
          name('detail', { default: `''` }),
          text('reason', { default: `''` }),
          number('createdAt'),
        ],
        indices: [
          { name: 'ix_audit_actorId', columnNames: ['actorId'] },
          { name: 'ix_audit_userId', columnNames: ['userId'] },
        ],
      }),
    );
    if (runner.dataSource.options.type === 'postgres') await refuseOnPostgres(runner);
    else
      for (const change of ['UPDATE', 'DELETE'])
        await runner.query(
          `CREATE TRIGGER "audit_before_${change.toLowerCase()}" BEFORE ${change} ON "audit" BEGIN
             SELECT RAISE(ABORT, '${REFUSAL}'); END`,
        );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit');
    if (runner.dataSource.options.type === 'postgres') await runner.query('DROP FUNCTION "audit_refuse"()');
  }
}

async function refuseOnPostgres(runner: QueryRunner): Promise<void> {
  await runner.query(
    `CREATE FUNCTION "audit_refuse"() RETURNS trigger LANGUAGE plpgsql AS
     $refuse$ BEGIN RAISE EXCEPTION '${REFUSAL}'; END $refuse$`,
  );
  await runner.query(
    `CREATE TRIGGER "audit_before_change" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit"
     FOR EACH STATEMENT EXECUTE FUNCTION "audit_refuse"()`,
  );
}
