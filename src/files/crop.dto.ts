import { ApiPropertyOptional } from '../common/api-docs.js';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { AppError } from '../common/app-error.js';
import { Maybe } from '../common/id.js';
import type { Crop } from '../contract/views.js';

const SIDES = ['x', 'y', 'width', 'height'] as const;
const MAX = 65_535;

const Pixels = (min: number): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: Number,
      minimum: min,
      maximum: MAX,
      description: 'Pixels of the picture as it is seen',
    }),
    Maybe(),
    Type(() => Number),
    IsInt(),
    Min(min),
    Max(MAX),
  );

/** Which part of a picture is wanted, in the query of an address: all four, or none. */
export class CropQuery implements Partial<Crop> {
  @Pixels(0)
  x?: number;

  @Pixels(0)
  y?: number;

  @Pixels(1)
  width?: number;

  @Pixels(1)
  height?: number;
}

/** @throws AppError `validation_failed` when only some of the four are given */
export function cropOf(query: CropQuery): Crop | null {
  const { x, y, width, height } = query;
  if (x !== undefined && y !== undefined && width !== undefined && height !== undefined) return { x, y, width, height };
  const missing = SIDES.filter((side) => query[side] === undefined);
  if (missing.length === SIDES.length) return null;
  const detail = 'give x, y, width and height together, or none of them';
  throw new AppError('validation_failed', {
    errors: missing.map((side) => ({ pointer: `/${side}`, code: 'required', detail })),
  });
}
