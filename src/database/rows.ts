import type { EntityManager, EntityMetadata, EntityTarget, ObjectLiteral } from 'typeorm';
import { sql } from './sql.js';

type Columns = EntityMetadata['columns'];

/** How an entity lies in its table, worked out once per data source. */
interface Shape {
  columns: Columns;
  /** Those whose values are not what the driver reads and writes, as JSON and booleans. */
  converted: Columns;
  insert: string;
  select: string;
}

const shapes = new WeakMap<object, Map<EntityTarget<ObjectLiteral>, Shape>>();

/**
 * Inserts one row as it is given, for the hot paths: TypeORM's `insert` builds and reads back the same statement each
 * time, which takes about ten times as long. Every column is written; what is not in `row` becomes null.
 */
export async function insertRow<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  row: Entity,
): Promise<void> {
  const { columns, insert } = shapeOf(manager, entity);
  const { driver } = manager.dataSource;
  const values = columns.map(
    (column) => driver.preparePersistentValue(row[column.databaseName] ?? null, column) as unknown,
  );
  await sql(manager, insert, values);
}

/**
 * The rows of an entity's table for which a condition holds, as TypeORM's `find` reads them, for the hot paths. The rows
 * are plain objects, without relations.
 *
 * @param rest what follows WHERE, with `?` for parameters; it may also order, limit and lock
 */
export async function findRows<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  rest: string,
  parameters: unknown[],
): Promise<Entity[]> {
  const { select } = shapeOf(manager, entity);
  const rows = await sql<Record<string, unknown>>(manager, select + rest, parameters);
  for (const row of rows) convert(manager, entity, row);
  return rows as Entity[];
}

/** All columns of an entity's table, for a statement that reads more beside them; `rowIn` takes them out of its rows. */
export const columnsOf = (manager: EntityManager, entity: EntityTarget<ObjectLiteral>, alias: string): string =>
  shapeOf(manager, entity)
    .columns.map(({ databaseName }) => `${alias}."${databaseName}"`)
    .join();

export function rowIn<Entity extends ObjectLiteral>(
  manager: EntityManager,
  entity: EntityTarget<Entity>,
  wider: Record<string, unknown>,
): Entity {
  const { columns } = shapeOf(manager, entity);
  const row = Object.fromEntries(columns.map(({ databaseName }) => [databaseName, wider[databaseName]]));
  convert(manager, entity, row);
  return row as Entity;
}

function convert(manager: EntityManager, entity: EntityTarget<ObjectLiteral>, row: Record<string, unknown>): void {
  const { driver } = manager.dataSource;
  for (const column of shapeOf(manager, entity).converted)
    row[column.databaseName] = driver.prepareHydratedValue(row[column.databaseName], column);
}

function shapeOf<Entity extends ObjectLiteral>(manager: EntityManager, entity: EntityTarget<Entity>): Shape {
  const { dataSource } = manager;
  const known = shapes.get(dataSource) ?? new Map<EntityTarget<ObjectLiteral>, Shape>();
  shapes.set(dataSource, known);
  let shape = known.get(entity);
  if (!shape) {
    shape = shapeFrom(dataSource.getMetadata(entity));
    known.set(entity, shape);
  }
  return shape;
}

function shapeFrom({ columns, tableName }: EntityMetadata): Shape {
  const names = columns.map(({ databaseName }) => `"${databaseName}"`).join();
  return {
    columns,
    converted: columns.filter(({ type }) => type === 'simple-json' || type === 'boolean'),
    insert: `INSERT INTO "${tableName}" (${names}) VALUES (${columns.map(() => '?').join()})`,
    select: `SELECT ${names} FROM "${tableName}" WHERE `,
  };
}
