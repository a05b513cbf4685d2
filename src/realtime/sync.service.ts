import { Injectable } from '@nestjs/common';
import { ChannelsService, type Head } from '../channels/channels.service.js';
import { toChannelView } from '../channels/channel.view.js';
import { AppError } from '../common/app-error.js';
import type { SyncAnswer, SyncRequest } from '../contract/events.js';
import { LIMITS } from '../contract/limits.js';
import type { Changes } from '../contract/views.js';
import { Epoch } from '../database/epoch.js';
import { HistoryService } from '../messages/history.service.js';

/** Finds every change again, after any time offline, from the database itself. */
@Injectable()
export class SyncService {
  constructor(
    private readonly channels: ChannelsService,
    private readonly history: HistoryService,
    private readonly epoch: Epoch,
  ) {}

  /**
   * What changed in each channel since the positions that a client holds. At most LIMITS.syncRows rows are answered; the
   * client asks again while `hasMore`.
   */
  async sync(userId: string, { epoch, positions }: SyncRequest): Promise<SyncAnswer> {
    const answer: SyncAnswer = { epoch: this.epoch.current, channels: [], reset: [], hasMore: false };
    if (epoch !== this.epoch.current) return { ...answer, reset: Object.keys(positions) };
    const found = await this.channels.heads(userId, Object.keys(positions));
    const heads = new Map(found.map((head) => [head.channelId, head]));
    let room: number = LIMITS.syncRows;
    for (const [channelId, from] of Object.entries(positions)) {
      const head = heads.get(channelId);
      if (head === undefined || from > head.revision) {
        answer.reset.push(channelId);
      } else if (from < head.revision && room > 0) {
        const changes = await this.between(userId, from, head, Math.min(room, LIMITS.page.max));
        room -= changes.messages.length + (changes.members?.length ?? 0) + (changes.notices?.length ?? 0) + 1;
        answer.channels.push({ channelId, changes });
        answer.hasMore ||= changes.hasMore ?? false;
      } else if (from < head.revision) {
        answer.hasMore = true;
      }
    }
    return answer;
  }

  /**
   * What changed in one channel since a revision.
   *
   * @throws AppError `channel_not_found`; `epoch_changed` when the position is of another history
   */
  async changes(userId: string, channelId: string, epoch: string, from: number): Promise<Changes> {
    const [head] = await this.channels.heads(userId, [channelId]);
    if (!head) throw new AppError('channel_not_found');
    if (epoch !== this.epoch.current || from > head.revision) throw new AppError('epoch_changed');
    return this.between(userId, from, head, LIMITS.page.max);
  }

  /**
   * The rows whose last change lies after `from`, up to the head. The head is read before the rows: a row that changes in
   * between has left the range and comes with the next one, so nothing is missed and nothing is seen half. It also says of
   * which rows there are none.
   */
  private async between(userId: string, from: number, head: Head, limit: number): Promise<Changes> {
    const { channelId, revision } = head;
    const [messages, members, notices, channel] = await Promise.all([
      this.history.changed(channelId, from, revision, limit + 1),
      head.membersRevision > from ? this.channels.membersChanged(channelId, from, revision, limit + 1) : [],
      head.noticesRevision > from ? this.channels.noticesChanged(channelId, from, revision, limit + 1) : [],
      head.ownRevision > from ? this.channels.changedSince(channelId, from) : null,
    ]);
    const revisions = [...messages, ...members, ...notices].map(({ revision }) => revision).sort((a, b) => a - b);
    const hasMore = revisions.length > limit;
    const to = hasMore ? (revisions[limit - 1] ?? revision) : revision;
    const inRange = (row: { revision: number }) => row.revision <= to;
    const shown = {
      messages: messages.filter(inRange),
      members: members.filter(inRange),
      notices: notices.filter(inRange),
    };
    const myLikes = await this.history.likesOf(userId, shown.messages);
    return {
      ...{ channelId, from, to, messages: shown.messages, hasMore },
      ...(shown.members.length > 0 && { members: shown.members }),
      ...(shown.notices.length > 0 && { notices: shown.notices }),
      myLikes,
      ...(channel && { channel: toChannelView(channel) }),
    };
  }
}
