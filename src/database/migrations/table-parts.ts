import type { QueryRunner, TableColumnOptions } from 'typeorm';

type Options = Omit<TableColumnOptions, 'name' | 'type'>;

/** The column types that mean the same on both engines. Times are milliseconds since the epoch: docs/decisions/0003. */
export function columns(runner: QueryRunner) {
  const postgres = runner.dataSource.options.type === 'postgres';
  const column =
    (type: string) =>
    (name: string, options: Options = {}) => ({ name, type, ...options });
  return {
    uuid: column(postgres ? 'uuid' : 'varchar'),
    text: column('text'),
    name: column('varchar'),
    number: column('bigint'),
    count: column('integer'),
  };
}

export const pk = (table: string) => ({ primaryKeyConstraintName: `pk_${table}` });

/** A reference whose rows go with their parent. */
export const parent = (table: string, column: string, target: string) => ({
  name: `fk_${table}_${column}`,
  columnNames: [column],
  referencedTableName: target,
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
});
