import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { requireActing } from '../auth/administrators.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { WriteQueue } from '../database/write-queue.js';
import { csvLine } from './csv.js';
import { findResource, MOST_EXPORTED, type PanelResource } from './resources.js';
import { filteredBy, rowsOf, shown } from './rows.js';

const PAGE = 500;
/** Excel takes a file without it for one of the code page of its country. */
const BOM = '\uFEFF';

/** The lists of the panel as CSV, read a page at a time while they are sent. */
@Injectable()
export class ListExport {
  constructor(
    @InjectDataSource() private readonly reader: DataSource,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * The rows of a list, the newest MOST_EXPORTED, in a file that is made as it is read. Who took it is written down first.
   *
   * @param query of the list's address, which names its filters
   * @throws AppError `forbidden`, `not_found`
   */
  async start(me: SignedIn, resourceId: string, query: string): Promise<Readable> {
    const resource = findResource(resourceId);
    if (!resource) throw new AppError('not_found');
    const filters = readFilters(resource, query);
    const detail = `${resourceId}${filters.size > 0 ? `?${filters.toString()}` : ''}`;
    await this.writes.run(async (tx) => {
      await requireActing(tx, me.id);
      await this.audit.note(tx, { actorId: me.id, act: 'exportList', detail });
    });
    return Readable.from(this.pages(resource, asNested(filters)), { objectMode: false });
  }

  private async *pages(resource: PanelResource, filters: Record<string, unknown>): AsyncGenerator<string> {
    yield BOM + csvLine(Object.keys(resource.fields));
    let last: string | null = null;
    for (let left = MOST_EXPORTED; left > 0; left -= PAGE) {
      const page = rowsOf(resource, this.reader, filters).orderBy('row.id', 'DESC').limit(Math.min(PAGE, left));
      if (last !== null) page.andWhere('row.id < :last', { last });
      const rows = await page.getMany();
      if (rows.length > 0) yield rows.map((row) => csvLine(Object.values(shown(resource, row)))).join('');
      if (rows.length < PAGE) return;
      last = (rows.at(-1) as { id: string }).id;
      // SQLite answers without a pause, and everybody else is to have their turn.
      await setImmediate();
    }
  }
}

/** What the address of a list filters by: `filters.role=admin&filters.createdAt~~from=…`. */
function readFilters({ fields }: PanelResource, query: string): URLSearchParams {
  const given = [...new URLSearchParams(query)].filter(([key]) => key.startsWith('filters.'));
  const named = given.map(([key, value]) => [key.slice('filters.'.length), value] as [string, string]);
  return new URLSearchParams(named.filter(([key]) => filteredBy(fields, key.split('~~')[0] ?? '')));
}

/** As AdminJS hands filters over: the two ends of a time in one object. */
function asNested(filters: URLSearchParams): Record<string, unknown> {
  const nested: Record<string, unknown> = {};
  for (const [key, value] of filters) {
    const [path = '', end] = key.split('~~');
    nested[path] = end === undefined ? value : { ...Object(nested[path]), [end]: value };
  }
  return nested;
}
