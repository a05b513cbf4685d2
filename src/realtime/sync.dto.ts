import { ApiProperty } from '../common/api-docs.js';
import { Type } from 'class-transformer';
import { IsInt, isUUID, Max, Min, ValidateBy } from 'class-validator';
import { IsId } from '../common/id.js';
import { LIMITS } from '../contract/limits.js';

const isRevision = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function arePositions(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= LIMITS.syncPositions &&
    entries.every(([id, revision]) => isUUID(id) && id === id.toLowerCase() && isRevision(revision))
  );
}

export class SyncDto {
  @IsId()
  epoch!: string;

  @ValidateBy({
    name: 'positions',
    validator: {
      validate: arePositions,
      defaultMessage: () => `positions must map up to ${LIMITS.syncPositions} channel ids to revisions`,
    },
  })
  positions!: Record<string, number>;
}

export class ChangesQuery {
  @ApiProperty({ format: 'uuid', description: 'The history that the position is of: GET /channels names it' })
  @IsId()
  epoch!: string;

  @ApiProperty({ minimum: 0, description: 'The revision held' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  from!: number;
}
