import { type Type } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from './api-docs.js';
import { Type as Cast } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { IsId, Maybe } from './id.js';
import { LIMITS } from '../contract/limits.js';
import type { Page } from '../contract/views.js';

class Limited {
  @ApiPropertyOptional({ minimum: 1, maximum: LIMITS.page.max, default: LIMITS.page.default })
  @Maybe()
  @Cast(() => Number)
  @IsInt()
  @Min(1)
  @Max(LIMITS.page.max)
  limit: number = LIMITS.page.default;
}

/** A page of a list that is kept in the order of its ids. */
export class AfterIdQuery extends Limited {
  @ApiPropertyOptional({ format: 'uuid', description: 'Items after this id' })
  @Maybe()
  @IsId()
  after?: string;
}

/** A page of a list that is kept in the order of a number. */
export class AroundSeqQuery extends Limited {
  @ApiPropertyOptional({ minimum: 1, description: 'Items before this number; the newest page where neither is given' })
  @Maybe()
  @Cast(() => Number)
  @IsInt()
  @Min(1)
  @Max(Number.MAX_SAFE_INTEGER)
  before?: number;

  @ApiPropertyOptional({ minimum: 0, description: 'Items after this number' })
  @Maybe()
  @Cast(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  after?: number;
}

/** The OpenAPI schema of a page of `Item`. */
export function pageOf<Item>(
  Item: Type<Item>,
  cursor: typeof String | typeof Number = String,
): Type<Page<Item, string | number>> {
  class PageView {
    @ApiProperty({ type: [Item] })
    items!: Item[];
    @ApiProperty({ type: cursor, nullable: true, description: 'Cursor of the page before this one' })
    before!: string | number | null;
    @ApiProperty({ type: cursor, nullable: true, description: 'Cursor of the page after this one' })
    after!: string | number | null;
  }
  Object.defineProperty(PageView, 'name', { value: `${Item.name.replace(/View$/, '')}Page` });
  return PageView;
}

/** The page of `items`, of which one more than `limit` was asked for to see whether the list goes on. */
export function pageAfterId<Item>(rows: Item[], limit: number, idOf: (item: Item) => string): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, before: null, after: rows.length > limit && last ? idOf(last) : null };
}
