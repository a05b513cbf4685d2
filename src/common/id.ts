import { applyDecorators, type ArgumentMetadata, Injectable, ParseUUIDPipe } from '@nestjs/common';
import { ApiProperty } from './api-docs.js';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsUUID, ValidateIf } from 'class-validator';

const lower = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(lower);
  return typeof value === 'string' ? value.toLowerCase() : value;
};

/**
 * A UUID, or several, in small letters: the one way in which ids are compared, name rooms and lanes, and are shown. To
 * PostgreSQL capitals are the same id, so an id that is not brought into one form here would be another one to us alone.
 */
export const IsId = (options: { each?: boolean } = {}): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => lower(value)),
    IsUUID(undefined, options),
  );

/** From one to `max` of them in the query of an address, separated by commas. */
export const IsIdList = (max: number): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: String, description: `Up to ${max} ids, separated by commas` }),
    Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value)),
    IsId({ each: true }),
    ArrayMinSize(1),
    ArrayMaxSize(max),
  );

/** The same as IsId for an id in the path of an address. */
@Injectable()
export class IdPipe extends ParseUUIDPipe {
  override async transform(value: string, metadata: ArgumentMetadata): Promise<string> {
    await super.transform(value, metadata);
    return value.toLowerCase();
  }
}

/** A field that may be left out, but not given as `null`: that is neither a value nor the wish to keep the old one. */
export const Maybe = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

/** Less than every UUID of version 7 that is made at this time or later, and greater than those made before: RFC 9562, 5.7. */
export function idAt(time: number): string {
  const hex = Math.max(0, time).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
