import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { IsNull, Repository } from 'typeorm';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { GroupWork } from './group-work.js';
import { Invite } from './invite.entity.js';

/** What administrators of this server do in groups, also where they are no members. */
@Injectable()
export class GroupModerationService {
  constructor(
    @InjectRepository(Invite) private readonly invites: Repository<Invite>,
    private readonly work: GroupWork,
    private readonly audit: AuditService,
  ) {}

  /**
   * Ends an invitation. Once is enough.
   *
   * @throws AppError `forbidden`, `invite_not_found`
   */
  async revokeInvite(me: SignedIn, id: string, reason: string): Promise<void> {
    if (me.role !== 'admin') throw new AppError('forbidden');
    const known = await this.invites.findOneBy({ id });
    if (!known) throw new AppError('invite_not_found');
    const { channelId, createdById } = known;
    await this.work.atDoor(me.id, channelId, async (tx) => {
      const { affected } = await tx.manager.update(Invite, { id, revokedAt: IsNull() }, { revokedAt: tx.now });
      if (affected === 0) return;
      const about = { userId: createdById, thingId: id };
      await this.audit.note(tx, { actorId: me.id, act: 'revokeInvite', ...about, reason });
    });
  }
}
