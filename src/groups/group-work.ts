import { Injectable } from '@nestjs/common';
import { type Approach, ChannelsService, type Here } from '../channels/channels.service.js';
import { AppError } from '../common/app-error.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';

/** The transactions in which groups change. */
@Injectable()
export class GroupWork {
  constructor(
    private readonly channels: ChannelsService,
    private readonly writes: WriteQueue,
  ) {}

  /** Work that begins without a group. */
  run<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
    return this.writes.run(work);
  }

  /**
   * Work in a group by one of its members.
   *
   * @throws AppError `channel_not_found`; `forbidden` where the channel is no group
   */
  within<Result>(userId: string, channelId: string, work: (tx: Tx, here: Here) => Promise<Result>): Promise<Result> {
    return this.writes.run(async (tx) => {
      const here = await this.channels.enter(tx, userId, channelId);
      permit(here.channel.kind === 'group', 'This is no group');
      return work(tx, here);
    }, channelId);
  }

  /**
   * Work at the door of a channel, by someone who may be no member: the work has to look who it is.
   *
   * @throws AppError `channel_not_found`
   */
  atDoor<Result>(
    userId: string,
    channelId: string,
    work: (tx: Tx, approach: Approach) => Promise<Result>,
  ): Promise<Result> {
    return this.writes.run(async (tx) => work(tx, await this.channels.approach(tx, userId, channelId)), channelId);
  }
}

/** @throws AppError `forbidden` */
export function permit(allowed: boolean, detail?: string): void {
  if (!allowed) throw new AppError('forbidden', { ...(detail && { detail }) });
}
