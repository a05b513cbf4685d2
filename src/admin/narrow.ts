import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Field } from './resources.js';

export const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Keeps the rows that a filter of the panel means. What cannot be understood means no row. */
export function narrow(rows: SelectQueryBuilder<ObjectLiteral>, path: string, field: Field, value: unknown): void {
  if (field.kind === 'time') between(rows, path, value);
  else if (typeof value !== 'string') rows.andWhere('1 = 0');
  else if (field.kind === 'text') containing(rows, path, field, value);
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
