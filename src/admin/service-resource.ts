import { BaseProperty, BaseRecord, BaseResource, type Filter, type PropertyType } from 'adminjs';
import type { DataSource, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Field, FieldKind, PanelResource } from './resources.js';
import { rowsOf, shown, UUID } from './rows.js';

const MOST_ROWS = 100;
const FARTHEST = 100_000;
const TYPES: Record<FieldKind, PropertyType> = {
  ...{ id: 'uuid', reference: 'reference', text: 'string', choice: 'string', number: 'number', time: 'datetime' },
};

interface Wanted {
  limit?: number;
  offset?: number;
  sort?: { sortBy?: string; direction?: 'asc' | 'desc' };
}

/**
 * A table as AdminJS sees it: the fields that resources.ts names, read through the connection that cannot write. To create,
 * update and delete stay what BaseResource makes of them: an error.
 */
export class ServiceResource extends BaseResource {
  private readonly shown: ShownProperty[];

  constructor(
    private readonly panel: PanelResource,
    private readonly reader: DataSource,
  ) {
    super(panel);
    this.shown = Object.entries(panel.fields).map(([path, field], at) => new ShownProperty(path, field, at));
  }

  override id(): string {
    return this.panel.id;
  }

  override databaseName(): string {
    return 'Veche';
  }

  override properties(): BaseProperty[] {
    return this.shown;
  }

  override property(path: string): BaseProperty | null {
    return this.shown.find((property) => property.name() === path) ?? null;
  }

  override count(filter: Filter): Promise<number> {
    return this.rows(filter).getCount();
  }

  override async find(filter: Filter, { limit, offset, sort }: Wanted): Promise<BaseRecord[]> {
    const direction = sort?.direction === 'asc' && this.isSorted(sort.sortBy) ? 'ASC' : 'DESC';
    const rows = this.rows(filter)
      .orderBy(`row.${this.panel.fields['id']?.kind === 'id' ? 'id' : 'createdAt'}`, direction)
      .limit(within(limit || MOST_ROWS, MOST_ROWS))
      .offset(within(offset, FARTHEST));
    return (await rows.getMany()).map((row) => this.record(row));
  }

  override async findOne(id: string): Promise<BaseRecord | null> {
    return (await this.findMany([id]))[0] ?? null;
  }

  override async findMany(ids: (string | number)[]): Promise<BaseRecord[]> {
    const { id } = this.panel.fields;
    const known = ids.map(String).filter((one) => id?.kind !== 'id' || UUID.test(one));
    if (known.length === 0) return [];
    const rows = this.rows().andWhere('row.id IN (:...known)', { known });
    return (await rows.getMany()).map((row) => this.record(row));
  }

  private isSorted(path: string | undefined): boolean {
    return this.shown.some((property) => property.name() === path && property.isSortable());
  }

  private rows(filter?: Filter): SelectQueryBuilder<ObjectLiteral> {
    const filters = Object.values(filter?.filters ?? {}).map(({ path, value }) => [path, value] as const);
    return rowsOf(this.panel, this.reader, Object.fromEntries(filters));
  }

  private record(row: ObjectLiteral): BaseRecord {
    return new BaseRecord(shown(this.panel, row), this);
  }
}

class ShownProperty extends BaseProperty {
  constructor(
    path: string,
    private readonly field: Field,
    position: number,
  ) {
    super({ path, type: TYPES[field.kind], isId: path === 'id', isSortable: field.sort ?? false, position });
  }

  override isEditable(): boolean {
    return false;
  }

  override reference(): string | null {
    return this.field.to ?? null;
  }

  override availableValues(): string[] | null {
    return this.field.choices ? [...this.field.choices] : null;
  }
}

/** A number that came from an address, held between nothing and `most`. */
const within = (value: number | undefined, most: number): number =>
  Math.min(Math.max(Math.trunc(value ?? 0) || 0, 0), most);
