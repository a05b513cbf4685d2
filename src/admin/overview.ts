import { InjectDataSource } from '@nestjs/typeorm';
import { WebSocketServer } from '@nestjs/websockets';
import type { Server } from 'socket.io';
import { DataSource } from 'typeorm';
import { ChatGateway } from '../common/chat-gateway.js';
import { Clock } from '../common/clock.js';
import type { SocketData } from '../common/current-user.js';
import { idAt } from '../common/id.js';
import type { SlowStatement } from '../database/slowest.js';
import { SqlLog } from '../database/sql-log.js';
import { sql } from '../database/sql.js';
import { WriteQueue } from '../database/write-queue.js';

const HOUR_MS = 3_600_000;
const HOURS = 24;
const BUSIEST = 5;

/** What the first page of the panel shows. Bytes are bytes; counts of the queue are since the start of this process. */
export interface OverviewView {
  online: number;
  people: number;
  /** Messages of each of the last 24 hours, the oldest first; the last one ends now. */
  messagesPerHour: number[];
  /** Public channels with the most messages. */
  busiest: { name: string; messages: number }[];
  databaseBytes: number;
  uploadBytes: number;
  queue: { waiting: number; commits: number; works: number };
  slowStatements: number;
  slowest: SlowStatement[];
}

@ChatGateway()
export class Overview {
  @WebSocketServer()
  private readonly io!: Server<object, object, object, SocketData>;

  constructor(
    @InjectDataSource() private readonly reader: DataSource,
    private readonly writes: WriteQueue,
    private readonly log: SqlLog,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<OverviewView> {
    const now = this.clock.now();
    const ends = Array.from({ length: HOURS }, (_, index) => now - (HOURS - 1 - index) * HOUR_MS);
    const { commits, works } = this.writes.counted;
    return {
      online: new Set([...this.io.sockets.sockets.values()].map(({ data }) => data.user.id)).size,
      people: await this.number('SELECT COUNT(*) AS "n" FROM "user" WHERE "deactivatedAt" IS NULL'),
      messagesPerHour: await Promise.all(ends.map((end) => this.messagesBetween(end - HOUR_MS, end))),
      busiest: await this.busiest(),
      databaseBytes: await this.number(
        this.reader.options.type === 'postgres'
          ? 'SELECT pg_database_size(current_database()) AS "n"'
          : 'SELECT page_count * page_size AS "n" FROM pragma_page_count(), pragma_page_size()',
      ),
      uploadBytes: await this.number('SELECT COALESCE(SUM("size"), 0) AS "n" FROM "file"'),
      queue: { waiting: this.writes.depth, commits, works },
      slowStatements: this.log.slow,
      slowest: this.log.slowest(),
    };
  }

  /** By their ids, which begin with the time (UUID version 7): there is no index on `createdAt`. */
  private messagesBetween(from: number, to: number): Promise<number> {
    return this.number('SELECT COUNT(*) AS "n" FROM "message" WHERE "id" >= ? AND "id" < ?', [idAt(from), idAt(to)]);
  }

  /** Names of private groups are not the operator's to read. */
  private busiest(): Promise<OverviewView['busiest']> {
    const text = `SELECT CASE WHEN "kind" = 'general' THEN '#' ELSE "name" END AS "name", "lastSeq" AS "messages"
      FROM "channel" WHERE "kind" <> 'direct' AND "visibility" = 'public'
      ORDER BY "lastSeq" DESC, "id" LIMIT ${BUSIEST}`;
    return sql(this.reader.manager, text, []);
  }

  private async number(text: string, parameters: unknown[] = []): Promise<number> {
    const [row] = await sql<{ n: number | string }>(this.reader.manager, text, parameters);
    return Number(row?.n ?? 0);
  }
}
