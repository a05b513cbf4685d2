import { Inject, Injectable, Logger as NestLogger } from '@nestjs/common';
import { createRequire } from 'node:module';
import pLimit from 'p-limit';
import type * as SqlFormatter from 'sql-formatter';
import type { DataSource, Logger, QueryRunner } from 'typeorm';
import { Clock } from '../common/clock.js';
import type { Config } from '../config/config.js';
import { CONFIG } from '../config/config.module.js';
import { standardOutput } from '../common/logger.js';
import { Slowest, type SlowStatement } from './slowest.js';

/** What takes longer is told, with the plan by which the database went about it. */
export const SLOW_MS = 100;

/** Plans are asked for one after the other; where so many wait, the database has enough to do. */
const MAX_PLANS = 10;
const MAX_TEXT = 4_000;
const MAX_PLAN_LINES = 50;
const HAS_PLAN = /^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;

/**
 * What is told of statements. Their parameters never are, nor plans that were made for them: they hold what people say,
 * and secrets.
 */
@Injectable()
export class SqlLog implements Logger {
  private readonly logger = new NestLogger('Sql');
  private readonly planning = pLimit(1);
  private readonly show: ((text: string) => void) | null;
  private readonly kept = new Slowest();
  private readonly engine: Config['database']['engine'];
  /** Statements since the start, and the slow ones of them. */
  all = 0;
  slow = 0;

  constructor(
    @Inject(CONFIG) { logSql, database }: Pick<Config, 'logSql' | 'database'>,
    private readonly clock: Clock,
  ) {
    this.engine = database.engine;
    this.show = logSql ? shower(database.engine) : null;
  }

  /** The slowest statements since the start, laid out for people. */
  slowest(): SlowStatement[] {
    const format = formatter(this.engine);
    return this.kept.list().map((statement) => ({ ...statement, sql: format(statement.sql) }));
  }

  logQuery(text: string): void {
    this.all++;
    this.show?.(text);
  }

  logQuerySlow(ms: number, text: string, parameters: unknown[] | undefined, runner: QueryRunner): void {
    this.slow++;
    void this.tell(ms, text, parameters ?? [], runner.dataSource);
  }

  /** Whoever ran it is told. */
  logQueryError(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}

  log(level: 'log' | 'info' | 'warn', message: unknown): void {
    if (level === 'warn') this.logger.warn(message);
  }

  private async tell(ms: number, text: string, parameters: unknown[], dataSource: DataSource): Promise<void> {
    const isPlanned = HAS_PLAN.test(text) && this.planning.pendingCount < MAX_PLANS;
    const plan = isPlanned ? await this.planning(() => planOf(dataSource, text, parameters)) : null;
    const sql = text.replaceAll(/\s+/g, ' ').trim().slice(0, MAX_TEXT);
    this.kept.note(sql, Math.round(ms), plan?.slice(0, MAX_PLAN_LINES) ?? null, this.clock.now());
    this.logger.warn({ ms: Math.round(ms), sql, plan }, 'slow statement');
  }
}

/** Null where the database gives none: PostgreSQL before 16 has no plans without parameters. */
async function planOf(dataSource: DataSource, text: string, parameters: unknown[]): Promise<string[] | null> {
  try {
    if (dataSource.options.type === 'postgres') {
      const rows = await dataSource.query<{ 'QUERY PLAN': string }[]>(`EXPLAIN (GENERIC_PLAN) ${text}`);
      return rows.map((row) => row['QUERY PLAN']);
    }
    const rows = await dataSource.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${text}`, parameters);
    return rows.map(({ detail }) => detail);
  } catch {
    return null;
  }
}

function shower(engine: Config['database']['engine']): (text: string) => void {
  const format = formatter(engine);
  return (text) => {
    standardOutput.write(`${format(text)};\n\n`);
  };
}

/** Laid out for people. The library is loaded here and nowhere else, because hardly anybody wants it. */
function formatter(engine: Config['database']['engine']): (text: string) => string {
  const { format } = createRequire(import.meta.url)('sql-formatter') as typeof SqlFormatter;
  const language = engine === 'postgres' ? 'postgresql' : 'sqlite';
  return (text) => {
    try {
      return format(text, { language });
    } catch {
      // It does not know every statement: triggers, for one.
      return text;
    }
  };
}
