import { Inject, Injectable, Logger } from '@nestjs/common';
import { ChannelsService } from '../channels/channels.service.js';
import { BlocksCache } from './blocks-cache.js';
import { Ephemeral } from './ephemeral.js';
import { Timers } from './timers.js';
import { TIMES, type Times } from './times.js';
import { Typists } from './typists.js';

/** Tells a channel who is writing in it. Nothing is stored. */
@Injectable()
export class TypingService {
  private readonly logger = new Logger(TypingService.name);
  private readonly typists: Typists;
  /** The last request under way of each person in each channel. */
  private readonly latest = new Map<string, symbol>();

  constructor(
    private readonly channels: ChannelsService,
    private readonly blocks: BlocksCache,
    private readonly ephemeral: Ephemeral,
    timers: Timers,
    @Inject(TIMES) times: Times,
  ) {
    this.typists = new Typists(timers, times, (userId, channelId) => void this.fellSilent(userId, channelId));
  }

  /**
   * Tells that a person types, at most once in `typingEveryMs`, or that they stopped, if others believe that they type. In an
   * archived channel nobody types.
   *
   * @throws AppError `channel_not_found`
   */
  async set(userId: string, channelId: string, typing: boolean): Promise<void> {
    const key = `${channelId} ${userId}`;
    const request = Symbol();
    this.latest.set(key, request);
    try {
      const [{ channel }, around] = await Promise.all([
        this.channels.look(userId, channelId),
        this.blocks.around(userId),
      ]);
      // The database may answer a later request first, and the last word counts.
      if (this.latest.get(key) !== request) return;
      const begins = typing && channel.archivedAt === null;
      const tell = begins ? this.typists.type(userId, channelId) : this.typists.stop(userId, channelId);
      if (tell) this.tell(userId, channelId, begins, around);
    } finally {
      if (this.latest.get(key) === request) this.latest.delete(key);
    }
  }

  private async fellSilent(userId: string, channelId: string): Promise<void> {
    const around = await this.blocks.around(userId).catch((error: unknown) => {
      this.logger.warn({ err: error }, 'the end of typing is not told; clients end it themselves');
      return null;
    });
    if (this.typists.stopSilent(userId, channelId) && around) this.tell(userId, channelId, false, around);
  }

  /** In a direct channel with a block, either way, this leaves nobody. */
  private tell(userId: string, channelId: string, typing: boolean, blocksAround: string[]): void {
    this.ephemeral.tellChannel(channelId, 'typing', { channelId, userId, typing }, [userId, ...blocksAround]);
  }
}
