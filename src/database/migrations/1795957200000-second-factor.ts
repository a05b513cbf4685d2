import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';
import { columns, parent, pk } from './table-parts.js';

/** What a person shows besides the password to sign in, and the codes that stand in for it. */
export class SecondFactor1795957200000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { uuid, text, name, number } = columns(runner);
    await runner.createTable(
      new Table({
        name: 'second_factor',
        columns: [
          uuid('userId', { isPrimary: true, ...pk('second_factor') }),
          text('secret'),
          number('enabledAt', { isNullable: true }),
          number('lastStep', { default: 0 }),
        ],
        foreignKeys: [parent('second_factor', 'userId', 'user')],
      }),
    );
    await runner.createTable(
      new Table({
        name: 'recovery_code',
        columns: [
          uuid('userId', { isPrimary: true, ...pk('recovery_code') }),
          name('hash', { isPrimary: true, ...pk('recovery_code') }),
        ],
        foreignKeys: [{ ...parent('recovery_code', 'userId', 'second_factor'), referencedColumnNames: ['userId'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('recovery_code');
    await runner.dropTable('second_factor');
  }
}
