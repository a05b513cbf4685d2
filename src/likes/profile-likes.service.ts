import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { v7 as uuid } from 'uuid';
import { MembersService } from '../channels/members.service.js';
import { AppError } from '../common/app-error.js';
import { pageAfterId } from '../common/page.js';
import type { ProfileLike as ProfileLikeState } from '../contract/events.js';
import type { LikeView, Page } from '../contract/views.js';
import { forUpdate } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { BlocksService } from '../users/blocks.service.js';
import { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { HEART } from './emoji.js';
import { toLikeView } from './likes.dto.js';
import { ProfileLike } from './profile-like.entity.js';

@Injectable()
export class ProfileLikesService {
  constructor(
    @InjectRepository(ProfileLike) private readonly likes: Repository<ProfileLike>,
    private readonly users: UsersService,
    private readonly blocks: BlocksService,
    private readonly members: MembersService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Sets the state that is wanted; nothing happens, and nobody is told, when it is so already.
   *
   * @throws AppError `user_not_found`; `forbidden` for one's own profile; `person_unavailable` where one of the two blocked
   *   the other
   */
  async set(likerId: string, userId: string, liked: boolean): Promise<ProfileLikeState> {
    await this.users.get(userId);
    if (likerId === userId) throw new AppError('forbidden', { detail: 'You cannot like your own profile' });
    return this.writes.run((tx) => this.setOnce(tx, likerId, userId, liked), userId);
  }

  /** @throws AppError `user_not_found` */
  async get(likerId: string, userId: string): Promise<ProfileLikeState> {
    const { likes } = await this.users.get(userId);
    return { userId, likes, liked: await this.likes.existsBy({ likerId, userId }) };
  }

  /**
   * Who likes a profile, the earliest first.
   *
   * @throws AppError `user_not_found`
   */
  async list(userId: string, after: string | undefined, limit: number): Promise<Page<LikeView>> {
    await this.users.get(userId);
    const rows = await this.likes.find({
      where: { userId, ...(after && { id: MoreThan(after) }) },
      relations: { liker: true },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    const views = rows.flatMap(({ id, liker, createdAt }) =>
      liker ? [toLikeView({ id, emoji: HEART, createdAt }, liker)] : [],
    );
    return pageAfterId(views, limit, ({ id }) => id);
  }

  private async setOnce(tx: Tx, likerId: string, userId: string, liked: boolean): Promise<ProfileLikeState> {
    const { manager } = tx;
    const user = await manager.findOneOrFail(User, { where: { id: userId }, ...forUpdate(manager) });
    const like = { likerId, userId };
    if ((await manager.existsBy(ProfileLike, like)) === liked) return { userId, likes: user.likes, liked };
    if (liked && (await this.blocks.isBetween(likerId, userId))) throw new AppError('person_unavailable');
    if (liked) await manager.insert(ProfileLike, { id: uuid(), ...like, createdAt: tx.now });
    else await manager.delete(ProfileLike, like);
    user.likes = await manager.countBy(ProfileLike, { userId });
    await manager.update(User, { id: userId }, { likes: user.likes });
    await this.members.tellOfPerson(tx, user);
    tx.publish({ type: 'profile.liked', ...like, liked });
    return { userId, likes: user.likes, liked };
  }
}
