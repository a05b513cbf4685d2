import { Injectable } from '@nestjs/common';
import { MembersService } from '../channels/members.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { forUpdate } from '../database/sql.js';
import { WriteQueue } from '../database/write-queue.js';
import { AvatarsService } from '../files/avatars.service.js';
import { Block } from '../users/block.entity.js';
import { User } from '../users/user.entity.js';
import { actingAdministrators, requireAnother } from './administrators.js';
import type { DeleteAccountDto } from './auth.dto.js';
import { Password } from './password.entity.js';
import { PasswordsService } from './passwords.service.js';
import { SecondFactor } from './second-factor.entity.js';
import { Session } from './session.entity.js';
import { SessionsService } from './sessions.service.js';

/** The end of an account, by its own person. */
@Injectable()
export class DeletionService {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly members: MembersService,
    private readonly avatars: AvatarsService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Deletes my account. What others see of me becomes nameless and my sessions and sockets end before this resolves; what
   * takes longer follows the fact: see erasure/. The name is free again: keeping it would be keeping whose it was.
   *
   * @throws AppError `wrong_password`, `busy`; `forbidden` for the last administrator
   */
  async delete({ id: userId }: SignedIn, { password, messages }: DeleteAccountDto): Promise<void> {
    const { hash } = await this.passwords.require(userId, password);
    await this.writes.run(async (tx) => {
      const { manager } = tx;
      const others = (await actingAdministrators(tx)).filter(({ id }) => id !== userId);
      const user = await manager.findOneOrFail(User, { where: { id: userId }, ...forUpdate(manager) });
      requireAnother(user, others);
      // Of two who ask at once one comes second, and finds no password.
      const { affected } = await manager.delete(Password, { userId, hash });
      if (affected === 0) throw new AppError('wrong_password');
      await this.sessions.endAll(tx, userId);
      // With them go the subscriptions to push. The facts above are enough to close the sockets.
      await manager.delete(Session, { userId });
      await manager.delete(SecondFactor, { userId });
      // Blocks by others stay: they go on hiding what this person said.
      await manager.delete(Block, { blockerId: userId });
      await this.avatars.drop(tx, user.avatarId);
      await manager.update(
        User,
        { id: userId },
        {
          // Longer than a name may be: nobody can take it.
          ...{ username: userId, usernameKey: userId, displayName: '', bio: '', status: '', avatarId: null, likes: 0 },
          ...{ version: user.version + 1, role: 'member', invisible: false, quietHours: null },
          ...{ bannedUntil: null, banReason: '', deactivatedAt: tx.now, deletedAt: tx.now },
          erasing: messages === 'erase' ? 'messages' : 'notes',
        },
      );
      await this.members.leaveGeneral(tx, userId);
      tx.publish({ type: 'account.deleted', userId });
    });
  }
}
