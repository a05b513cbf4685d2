import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsUUID, isUUID, Min, ValidateBy } from 'class-validator';
import { LIMITS } from '../contract/limits.js';

const isRevision = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function arePositions(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= LIMITS.syncPositions && entries.every(([id, revision]) => isUUID(id) && isRevision(revision))
  );
}

export class SyncDto {
  @IsUUID()
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
  @IsUUID()
  epoch!: string;

  @ApiProperty({ minimum: 0, description: 'The revision held' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  from!: number;
}
