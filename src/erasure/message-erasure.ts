import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, MoreThanOrEqual, Repository } from 'typeorm';
import { NIL } from 'uuid';
import { ChannelsService } from '../channels/channels.service.js';
import { WriteQueue } from '../database/write-queue.js';
import { Message } from '../messages/message.entity.js';
import { MessagesService } from '../messages/messages.service.js';

const AT_ONCE = 50;

/** What a deleted account said becomes tombstones, a few in each transaction. */
@Injectable()
export class MessageErasure {
  constructor(
    @InjectRepository(Message) private readonly found: Repository<Message>,
    private readonly channels: ChannelsService,
    private readonly messages: MessagesService,
    private readonly writes: WriteQueue,
  ) {}

  /** All of them, or those to themselves. */
  async eraseAll(authorId: string, { notesOnly, signal }: { notesOnly: boolean; signal: AbortSignal }): Promise<void> {
    // By the only index that finds messages by their author. What was erased is not found again.
    const order = { clientId: 'ASC' } as const;
    const own = { authorId, deletedAt: IsNull(), ...(notesOnly && { channel: { directKey: authorId } }) };
    const select = { id: true, channelId: true, clientId: true } as const;
    let last: string = NIL;
    while (!signal.aborted) {
      const where = { ...own, clientId: MoreThanOrEqual(last) };
      const page = await this.found.find({ where, select, order, take: AT_ONCE });
      for (const channelId of new Set(page.map((message) => message.channelId))) {
        const here = page.filter((message) => message.channelId === channelId);
        await this.eraseIn(
          authorId,
          channelId,
          here.map(({ id }) => id),
        );
      }
      if (page.length < AT_ONCE) return;
      last = page.at(-1)?.clientId ?? last;
    }
  }

  private eraseIn(authorId: string, channelId: string, ids: string[]): Promise<void> {
    return this.writes.run(async (tx) => {
      await this.channels.approach(tx, authorId, channelId);
      const where = { id: In(ids), deletedAt: IsNull() };
      for (const message of await tx.manager.find(Message, { where, order: { seq: 'ASC' } })) {
        await this.messages.erase(tx, message);
      }
    }, channelId);
  }
}
