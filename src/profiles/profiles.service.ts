import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { MembersService } from '../channels/members.service.js';
import { AppError } from '../common/app-error.js';
import { forUpdate } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { AvatarsService, type Portrait } from '../files/avatars.service.js';
import { User } from '../users/user.entity.js';
import { toUserView, type UserView } from '../users/user.view.js';

type Words = Partial<Pick<User, 'displayName' | 'bio' | 'status'>>;

/** How people show themselves; everybody is told when it changes. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly members: MembersService,
    private readonly avatars: AvatarsService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Changes the words of one's own profile. Asking again for the words that are there changes nothing.
   *
   * @param version the one that was edited
   * @throws AppError `version_conflict` when it was changed meanwhile
   */
  change(userId: string, words: Words, version: number): Promise<UserView> {
    return this.writes.run(async (tx) => {
      const user = await find(tx, userId);
      const { displayName = user.displayName, bio = user.bio, status = user.status } = words;
      const isSame = displayName === user.displayName && bio === user.bio && status === user.status;
      if (isSame) return toUserView(user);
      if (user.version !== version) throw new AppError('version_conflict');
      return this.store(tx, user, { displayName, bio, status });
    }, userId);
  }

  /** @throws AppError as AvatarsService.receive */
  setAvatar(userId: string, portrait: Portrait): Promise<UserView> {
    return this.avatars.receive(portrait, (tx, avatarId) => this.replace(tx, userId, avatarId), userId);
  }

  /** Nothing happens when there is none. */
  removeAvatar(userId: string): Promise<UserView> {
    return this.writes.run((tx) => this.replace(tx, userId, null), userId);
  }

  private async replace(tx: Tx, userId: string, avatarId: string | null): Promise<UserView> {
    const user = await find(tx, userId);
    if (user.avatarId === avatarId) return toUserView(user);
    await this.avatars.drop(tx, user.avatarId);
    return this.store(tx, user, { avatarId });
  }

  private async store(tx: Tx, user: User, wanted: Partial<User>): Promise<UserView> {
    const change = { ...wanted, version: user.version + 1 };
    await tx.manager.update(User, { id: user.id }, change);
    const changed = { ...user, ...change };
    await this.members.tellOfPerson(tx, changed);
    return toUserView(changed);
  }
}

/** @throws AppError `user_not_found` for who deleted their account while a picture was on its way */
async function find({ manager }: Tx, id: string): Promise<User> {
  const user = await manager.findOne(User, { where: { id, deletedAt: IsNull() }, ...forUpdate(manager) });
  if (!user) throw new AppError('user_not_found');
  return user;
}
