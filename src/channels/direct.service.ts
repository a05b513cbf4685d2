import { Injectable } from '@nestjs/common';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { BlocksService } from '../users/blocks.service.js';
import type { User } from '../users/user.entity.js';
import { UsersService } from '../users/users.service.js';
import { Channel } from './channel.entity.js';
import type { MyChannelView } from './channel.view.js';
import { MembersService } from './members.service.js';
import { MyChannelsService } from './my-channels.service.js';

/** Conversations of two people, one per pair, and one's own notes. */
@Injectable()
export class DirectService {
  constructor(
    private readonly users: UsersService,
    private readonly blocks: BlocksService,
    private readonly members: MembersService,
    private readonly mine: MyChannelsService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * The direct channel with a person, made when there is none. The other one does not see it in their list before
   * something is said in it.
   *
   * @throws AppError `user_not_found`; `person_unavailable` when there is none yet and there may be none
   */
  async open(userId: string, otherId: string): Promise<MyChannelView> {
    const [me, other] = [await this.users.get(userId), await this.users.get(otherId)];
    const directKey = directKeyOf(me.id, other.id);
    const channelId = await this.writes.runOnce((tx) => this.openOnce(tx, me, other, directKey), directKey);
    await this.mine.change(userId, channelId, { hidden: false });
    return this.mine.get(userId, channelId);
  }

  private async openOnce(tx: Tx, me: User, other: User, directKey: string): Promise<string> {
    const earlier = await tx.manager.findOneBy(Channel, { directKey });
    if (earlier) return earlier.id;
    await this.blocks.requireReachable(me.id, [other.id]);
    const channel = await this.members.create(tx, { kind: 'direct', directKey });
    const now = await this.members.add(tx, channel, me, {});
    if (other.id !== me.id) await this.members.add(tx, now, other, { hiddenSeq: 0 });
    return channel.id;
  }
}

/** One key per pair, whoever asks. */
export const directKeyOf = (one: string, other: string): string =>
  one === other ? one : [one, other].sort().join(':');
