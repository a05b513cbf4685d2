import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, Repository } from 'typeorm';
import { isoTime } from '../common/iso-time.js';
import { AppError } from '../common/app-error.js';
import { pageAfterId } from '../common/page.js';
import type { Page } from '../contract/views.js';
import { WriteQueue } from '../database/write-queue.js';
import { Block } from './block.entity.js';
import type { User } from './user.entity.js';
import { type BlockView, toUserView } from './user.view.js';
import { UsersService } from './users.service.js';

/** Who does not want to hear from whom. The blocked person is never told. */
@Injectable()
export class BlocksService {
  constructor(
    @InjectRepository(Block) private readonly blocks: Repository<Block>,
    private readonly users: UsersService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Sets the state that is wanted; nothing happens when it is so already.
   *
   * @throws AppError `user_not_found`; `forbidden` for oneself
   */
  async set(blockerId: string, userId: string, blocked: boolean): Promise<void> {
    if (blockerId === userId) throw new AppError('forbidden', { detail: 'You cannot block yourself' });
    await this.users.get(userId);
    await this.writes.run(async ({ manager, now, publish }) => {
      const block = { blockerId, userId };
      if ((await manager.existsBy(Block, block)) === blocked) return;
      if (blocked) await manager.insert(Block, { ...block, createdAt: now });
      else await manager.delete(Block, block);
      publish({ type: 'person.blocked', ...block, blocked });
    }, blockerId);
  }

  /** The people whom a person blocked, in the order of their ids. */
  async list(blockerId: string, after: string | undefined, limit: number): Promise<Page<BlockView>> {
    const rows = await this.blocks.find({
      where: { blockerId, ...(after && { userId: MoreThan(after) }) },
      relations: { user: true },
      order: { userId: 'ASC' },
      take: limit + 1,
    });
    const views = rows.flatMap(({ user, createdAt }) =>
      user ? [{ user: toUserView(user), createdAt: isoTime(createdAt) }] : [],
    );
    return pageAfterId(views, limit, ({ user }) => user.id);
  }

  /** True when either of the two blocked the other. */
  isBetween(one: string, other: string): Promise<boolean> {
    return this.amongst(one, [other]);
  }

  /** True when one of the others blocked the person, or the person one of them. */
  private async amongst(userId: string, others: string[]): Promise<boolean> {
    if (others.length === 0) return false;
    return this.blocks.existsBy([
      { blockerId: userId, userId: In(others) },
      { blockerId: In(others), userId },
    ]);
  }

  /**
   * People whom a person may turn to, each once and without the person.
   *
   * @throws AppError `user_not_found`; `person_unavailable` when one of them blocked the other, or is deactivated
   */
  async requireReachable(userId: string, ids: string[]): Promise<User[]> {
    const wanted = [...new Set(ids)].filter((id) => id !== userId);
    const found = wanted.length > 0 ? await this.users.getMany(wanted) : [];
    if (found.length < wanted.length) throw new AppError('user_not_found');
    const gone = found.some(({ deactivatedAt }) => deactivatedAt !== null);
    if (gone || (await this.amongst(userId, wanted))) throw new AppError('person_unavailable');
    return found;
  }

  /** Everybody who blocked this person, or whom they blocked. */
  async around(userId: string): Promise<string[]> {
    const rows = await this.blocks.findBy([{ blockerId: userId }, { userId }]);
    return rows.map((row) => (row.userId === userId ? row.blockerId : row.userId));
  }
}
