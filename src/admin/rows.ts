import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { isoTime } from '../common/iso-time.js';
import type { Field, PanelResource } from './resources.js';

export const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The rows that the panel may show and these filters keep, as `row`, with the fields that resources.ts names. */
export function rowsOf(
  { entity, fields, only }: PanelResource,
  reader: DataSource,
  filters: Record<string, unknown> = {},
): SelectQueryBuilder<ObjectLiteral> {
  const rows = reader
    .createQueryBuilder(entity, 'row')
    .select(Object.keys(fields).flatMap((field) => (fields[field]?.made ? [] : [`row.${field}`])))
    .where(only ?? '1 = 1');
  for (const [path, value] of Object.entries(filters)) {
    const field = filteredBy(fields, path);
    if (field) narrow(rows, path, field, value);
  }
  return rows;
}

/** The field of this name, where people may look for it. */
export function filteredBy(fields: PanelResource['fields'], path: string): Field | undefined {
  const field = Object.hasOwn(fields, path) ? fields[path] : undefined;
  return field?.filter && field;
}

/** Field by field: whatever else a row holds stays here. */
export const shown = ({ fields }: PanelResource, row: ObjectLiteral): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([path, { kind, made }]) => {
      if (made) return [path, made.of(row)];
      const value = (row as Record<string, unknown>)[path];
      return [path, kind === 'time' ? isoTime(value as number | null) : value];
    }),
  );

/** Keeps the rows that a filter of the panel means. What cannot be understood means no row. */
function narrow(rows: SelectQueryBuilder<ObjectLiteral>, path: string, field: Field, value: unknown): void {
  if (field.kind === 'time') between(rows, path, value);
  else if (typeof value !== 'string') rows.andWhere('1 = 0');
  else if (field.kind === 'text') containing(rows, path, field, value);
  else if (field.made)
    rows.andWhere(Object.hasOwn(field.made.where, value) ? (field.made.where[value] ?? '') : '1 = 0');
  else if (field.kind === 'choice' ? field.choices?.includes(value) : UUID.test(value))
    rows.andWhere(`row.${path} = :${path}`, { [path]: value });
  else rows.andWhere('1 = 0');
}

function containing(rows: SelectQueryBuilder<ObjectLiteral>, path: string, { key }: Field, value: string): void {
  const sought = (key?.of(value) ?? value).replace(/[\\%_]/g, '\\$&');
  rows.andWhere(`row.${key?.column ?? path} LIKE :${path} ESCAPE '\\'`, { [path]: `%${sought}%` });
}

function between(rows: SelectQueryBuilder<ObjectLiteral>, path: string, value: unknown): void {
  const { from, to } = Object(value) as { from?: unknown; to?: unknown };
  for (const [name, sign, given] of [
    ['from', '>=', from],
    ['to', '<=', to],
  ] as const) {
    const time = typeof given === 'string' ? Date.parse(given) : NaN;
    if (!Number.isNaN(time)) rows.andWhere(`row.${path} ${sign} :${path}_${name}`, { [`${path}_${name}`]: time });
  }
}
