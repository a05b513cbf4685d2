import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { AppError } from '../common/app-error.js';
import { Clock } from '../common/clock.js';
import { EventBus } from '../events/event-bus.js';
import type { Fact } from '../events/facts.js';
import { sql } from './sql.js';
import { isUniqueViolation, translateDatabaseError } from '../common/translate-database-error.js';
import { closeWriter, WRITER } from './writer.js';

/** What a piece of work is given: the only writable manager there is, and a place for the facts to tell after commit. */
export interface Tx {
  readonly manager: EntityManager;
  /** When the work began, in milliseconds since the epoch: one time for everything it stores. */
  readonly now: number;
  readonly publish: (fact: Fact) => void;
}

/** What is done for all who asked for it one after the other; a result for each, in their order. */
type Work<Item, Result> = (tx: Tx, items: Item[]) => Promise<Result[]>;

interface Waiting {
  work: Work<unknown, unknown>;
  item: unknown;
  facts: Fact[];
  outcome?: { ok: true; value: unknown } | { ok: false; error: unknown };
  resolve: (value: unknown) => void;
  reject: (error: unknown) => void;
}

const GROUP = 200;
const MAX_WAITING = 5_000;
const WORK_TIMEOUT_MS = 10_000;

/**
 * The one way to write. Works that wait in the same lane share one transaction and one commit, each in a savepoint of its
 * own, so that one failure hurts nobody else. Callers resume, and facts are published, only after the commit returned.
 *
 * On SQLite there is one lane, since there is one writable connection, and TypeORM would let works that overlap on it join
 * each other's transactions (docs/decisions/0002). On PostgreSQL every lane has a pooled connection, and works without a
 * lane wait for nobody.
 */
@Injectable()
export class WriteQueue implements OnApplicationShutdown {
  private readonly logger = new Logger(WriteQueue.name);
  private readonly lanes = new Map<string, Waiting[]>();
  private waiting = 0;
  private nextLane = 0;
  private idle: (() => void)[] = [];

  constructor(
    @Inject(WRITER) private readonly writer: DataSource,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /**
   * Runs `work` in a transaction and resolves with its result once that is on disk. Works of one lane run in the order in
   * which they came. A work touches nothing but `tx`: it must not call `run` itself, which would wait for its own end.
   *
   * @param lane what the work locks, usually a channel's id
   * @throws what `work` throws; AppError `busy`, `storage_full` or `read_only` when the database could not take it: then
   *   nothing was stored, and a retry is safe
   */
  run<Result>(work: (tx: Tx) => Promise<Result>, lane?: string): Promise<Result> {
    return this.runTogether(async (tx) => [await work(tx)], undefined, lane);
  }

  /**
   * The same for a work that looks for what it is about to store: where another node stored it in between, a unique key
   * refuses it, and the second time it is found.
   */
  runOnce<Result>(work: (tx: Tx) => Promise<Result>, lane?: string): Promise<Result> {
    return onceMore(() => this.run(work, lane));
  }

  /**
   * Like runOnce, for what is cheaper for many at once: the items of those who wait one behind the other with the same
   * `work` are given to it together. Where it throws, nothing of theirs is stored, and it is given each item alone: so it
   * may throw for all of them what is wrong with one.
   *
   * @param work the same function each time, or nothing is together
   */
  runTogetherOnce<Item, Result>(work: Work<Item, Result>, item: Item, lane?: string): Promise<Result> {
    return onceMore(() => this.runTogether(work, item, lane));
  }

  /** Since the start: committed transactions, and the works in them. */
  readonly counted = { commits: 0, works: 0 };

  /** How many works are waiting or under way. */
  get depth(): number {
    return this.waiting;
  }

  /** Resolves when nothing waits any more. */
  async drained(): Promise<void> {
    if (this.waiting > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.drained();
    await closeWriter(this.writer);
  }

  private runTogether<Item, Result>(work: Work<Item, Result>, item: Item, lane?: string): Promise<Result> {
    if (this.waiting >= MAX_WAITING) return Promise.reject(new AppError('busy', { retryAfterMs: 1_000 }));
    return new Promise<Result>((resolve, reject) => {
      this.waiting++;
      const waiting = { work, item, facts: [], resolve, reject } as unknown as Waiting;
      this.enqueue(this.laneName(lane), waiting);
    });
  }

  private laneName(lane: string | undefined): string {
    if (this.writer.options.type !== 'postgres') return '';
    return lane ?? `#${this.nextLane++}`;
  }

  private enqueue(name: string, item: Waiting): void {
    const lane = this.lanes.get(name);
    if (lane) {
      lane.push(item);
      return;
    }
    this.lanes.set(name, [item]);
    // At the end of the event loop's turn, so that all who ask in one turn share one commit.
    setImmediate(() => void this.work(name));
  }

  private async work(name: string): Promise<void> {
    const lane = this.lanes.get(name) ?? [];
    while (lane.length > 0) {
      const group = lane.splice(0, GROUP);
      await this.commit(group);
      this.settle(group);
      // SQLite never lets go of the event loop by itself: nobody else would be served until the lane is empty.
      if (lane.length > 0) await nextTurn();
    }
    this.lanes.delete(name);
  }

  /** One transaction for the group; afterwards every item has an outcome. */
  private async commit(group: Waiting[]): Promise<void> {
    let runner: QueryRunner | undefined;
    try {
      if (!this.writer.isInitialized) await this.writer.initialize();
      runner = this.writer.createQueryRunner();
      await runner.startTransaction();
      for (const items of runsOf(group)) await this.attempt(items, runner);
      await runner.commitTransaction();
      this.counted.commits++;
      this.counted.works += group.length;
    } catch (error) {
      this.logger.error({ err: error, works: group.length }, 'a group was rolled back');
      const cause = rootCause(group, error);
      for (const item of group) item.outcome = { ok: false, error: cause };
      await this.giveUp(runner);
    } finally {
      await runner?.release().catch((error: unknown) => {
        this.logger.warn({ err: error }, 'a connection could not be given back');
      });
    }
  }

  /** Runs items of one work in a savepoint. Throws only when the transaction itself is lost. */
  private async attempt(items: Waiting[], runner: QueryRunner): Promise<void> {
    const [first] = items;
    if (!first) return;
    const { manager } = runner;
    await sql(manager, 'SAVEPOINT work', []);
    const facts: Fact[] = [];
    const tx: Tx = { manager, now: this.clock.now(), publish: (fact) => void facts.push(fact) };
    try {
      const given = items.map(({ item }) => item);
      const results = await inTime(first.work(tx, given));
      for (const [place, item] of items.entries()) item.outcome = { ok: true, value: results[place] };
      first.facts = facts;
    } catch (error) {
      first.outcome = { ok: false, error };
      if (error instanceof WorkTimeout) throw error;
      // Fails when the engine rolled everything back by itself, as SQLite does on a full disk.
      await sql(manager, 'ROLLBACK TO SAVEPOINT work', []);
    }
    await sql(manager, 'RELEASE SAVEPOINT work', []);
    if (items.length > 1 && !first.outcome?.ok) for (const item of items) await this.attempt([item], runner);
  }

  private settle(group: Waiting[]): void {
    this.events.publish(group.flatMap((item) => (item.outcome?.ok ? item.facts : [])));
    for (const { outcome, resolve, reject } of group) {
      if (outcome?.ok) resolve(outcome.value);
      else reject(translateDatabaseError(outcome?.error));
    }
    this.waiting -= group.length;
    if (this.waiting === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  /**
   * Leaves nothing of a failed transaction behind. SQLite's one connection is opened anew: after an error of the disk its
   * state is not worth guessing, and a work that timed out must find its old connection closed.
   */
  private async giveUp(runner: QueryRunner | undefined): Promise<void> {
    try {
      if (this.writer.options.type !== 'postgres') {
        if (this.writer.isInitialized) await this.writer.destroy();
      } else if (runner?.isTransactionActive) {
        await runner.query('ROLLBACK');
      }
    } catch (error) {
      this.logger.error({ err: error }, 'rolling back failed');
    }
  }
}

async function onceMore<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return run();
  }
}

/** Those who wait one behind the other with the same work. */
function runsOf(group: Waiting[]): Waiting[][] {
  const runs: Waiting[][] = [];
  for (const item of group) {
    const last = runs.at(-1);
    if (last?.[0]?.work === item.work) last.push(item);
    else runs.push([item]);
  }
  return runs;
}

class WorkTimeout extends Error {}

async function inTime<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new WorkTimeout(`a write took longer than ${WORK_TIMEOUT_MS} ms`));
    }, WORK_TIMEOUT_MS);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What everybody in a lost group is told. A database error of an item says more than the rollback that failed after it; an
 * item that was refused for reasons of its own has nothing to do with the loss. Always retryable: nothing was stored.
 */
function rootCause(group: Waiting[], error: unknown): AppError {
  const own = group.flatMap(({ outcome }) => (outcome && !outcome.ok ? [translateDatabaseError(outcome.error)] : []));
  const causes = [translateDatabaseError(error), ...own].filter((cause) => cause instanceof AppError);
  const told = causes.find(({ code }) => code === 'storage_full' || code === 'read_only');
  return told ?? new AppError('busy', { retryAfterMs: 1_000, cause: error });
}
