import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuditService } from '../audit/audit.service.js';
import { AppError } from '../common/app-error.js';
import type { SignedIn } from '../common/current-user.js';
import { LIMITS } from '../contract/limits.js';
import { findRows, insertRow } from '../database/rows.js';
import { listed } from '../database/sql.js';
import { type Tx, WriteQueue } from '../database/write-queue.js';
import { UploadsService } from '../uploads/uploads.service.js';
import { findNamed, storeMentions } from './mentions.js';
import { MessageLike } from './message-like.entity.js';
import { MessageWork, type Places } from './message-work.js';
import { Message } from './message.entity.js';
import { type MessageView, type SentMessage, toMessageView } from './message.view.js';
import { mayDelete, mayEdit, mayNameAll } from './messages.policy.js';

interface Draft {
  clientId: string;
  body: string;
  replyToId?: string;
  uploadIds?: string[];
}

interface Send {
  user: SignedIn;
  channelId: string;
  draft: Draft;
}

/** Say, edit, delete. */
@Injectable()
export class MessagesService {
  constructor(
    private readonly work: MessageWork,
    private readonly uploads: UploadsService,
    private readonly audit: AuditService,
    private readonly writes: WriteQueue,
  ) {}

  /**
   * Says something in a channel. A retry with the same clientId returns the first result and tells nobody again.
   *
   * @throws AppError `channel_not_found`, `channel_archived`, `muted`, `person_unavailable`; `message_not_found` for an
   *   answer to what is not in this channel; `upload_not_found`; `client_id_conflict` when the clientId was used for another message
   */
  send(user: SignedIn, channelId: string, draft: Draft): Promise<SentMessage> {
    return this.writes.runTogetherOnce(this.sendAll, { user, channelId, draft }, channelId);
  }

  /**
   * Gives a message another body. Asking again for the body it has changes nothing.
   *
   * @throws AppError `message_not_found`, `forbidden`, `muted`, `message_deleted`; `version_conflict` when it was changed meanwhile
   */
  edit(user: SignedIn, messageId: string, { body, version }: { body: string; version: number }): Promise<MessageView> {
    return this.work.act(user.id, messageId, async (tx, here, message) => {
      if (!mayEdit(user, message)) throw new AppError('forbidden', { detail: 'Only its author edits a message' });
      if (message.deletedAt !== null) throw new AppError('message_deleted');
      if (message.body === body) return toMessageView(message);
      if (message.version !== version) throw new AppError('version_conflict');
      await this.work.requireWritable(tx, here);
      requireSomething(body, message.uploads);
      const named = await findNamed(tx, body, message, message.mentionsAll && mayNameAll(user, here));
      const edited = await this.work.store(tx, message, { body, ...named, editedAt: tx.now });
      const mentioned = named.mentions.filter((id) => !message.mentions.includes(id));
      tx.publish({ type: 'message.edited', ...told(edited), mentioned });
      return toMessageView(edited);
    });
  }

  /**
   * Leaves a tombstone: the number, the author and the time stay; body, files, likes and mentions are erased. Once is enough.
   *
   * @throws AppError `message_not_found`, `forbidden`
   */
  delete(user: SignedIn, messageId: string): Promise<MessageView> {
    return this.work.act(user.id, messageId, async (tx, here, message) => {
      if (!mayDelete(user, message, here)) throw new AppError('forbidden');
      if (message.deletedAt !== null) return toMessageView(message);
      // What a group's own people do among themselves is not the server's to write down.
      if (message.authorId !== user.id && here.channel.visibility === 'public') {
        const about = { userId: message.authorId, thingId: messageId };
        await this.audit.note(tx, { actorId: user.id, act: 'deleteMessage', ...about });
      }
      return this.erase(tx, message);
    });
  }

  /** The deletion itself, for a transaction that has locked the channel's row and knows that it may. */
  async erase(tx: Tx, message: Message): Promise<MessageView> {
    await tx.manager.delete(MessageLike, { messageId: message.id });
    await this.uploads.erase(tx, message.id);
    const erased = { body: '', replyToId: null, mentions: [], mentionsAll: false, uploads: [], likes: [] };
    const deleted = await this.work.store(tx, message, { ...erased, deletedAt: tx.now });
    tx.publish({ type: 'message.deleted', ...told(deleted) });
    return toMessageView(deleted);
  }

  /** What waits to be sent, in the order in which it came: most of what one message costs is done once for all. */
  private readonly sendAll = async (tx: Tx, sends: Send[]): Promise<SentMessage[]> => {
    const places = await this.work.places(
      tx,
      sends.map(({ user, channelId }) => ({ userId: user.id, channelId })),
    );
    const earlier = await storedBefore(tx, sends);
    const sent: SentMessage[] = [];
    for (const send of sends) sent.push(await this.sendOne(tx, places, earlier, send));
    await this.work.advance(tx, places);
    return sent;
  };

  private async sendOne(
    tx: Tx,
    places: Places,
    before: Map<string, Message>,
    { user, channelId, draft }: Send,
  ): Promise<SentMessage> {
    const here = places.enter({ userId: user.id, channelId });
    const { clientId, body, replyToId = null, uploadIds = [] } = draft;
    const earlier = before.get(keyOf({ authorId: user.id, clientId }));
    if (earlier) return repeated(earlier, channelId, draft);

    await places.requireWritable(here);
    requireSomething(body, uploadIds);
    if (replyToId !== null && !(await tx.manager.existsBy(Message, { id: replyToId, channelId }))) {
      throw new AppError('message_not_found', { detail: 'There is no such message to answer in this channel' });
    }
    const { mentions, mentionsAll } = await findNamed(
      tx,
      body,
      { channelId, authorId: user.id },
      mayNameAll(user, here),
    );
    const { seq, revision } = places.next(here);
    const id = uuid();
    const uploads = await this.uploads.claim(tx, { userId: user.id, channelId, messageId: id, uploadIds });
    // One plain literal, as toMessageView.
    const message: Message = {
      id,
      channelId,
      seq,
      revision,
      version: 1,
      clientId,
      authorId: user.id,
      body,
      replyToId,
      mentions,
      mentionsAll,
      uploads,
      likes: [],
      createdAt: tx.now,
      editedAt: null,
      deletedAt: null,
    };
    await insertRow(tx.manager, Message, message);
    before.set(keyOf(message), message);
    await storeMentions(tx, { mentions: [], mentionsAll: false }, message);
    const view = toMessageView(message);
    tx.publish({ type: 'message.sent', channelId, revision, message: view, mentioned: mentions });
    return { message: view, deduplicated: false };
  }
}

const told = (message: Message) => ({
  channelId: message.channelId,
  revision: message.revision,
  message: toMessageView(message),
});

/** @throws AppError `validation_failed` for a message that says nothing and shows nothing */
function requireSomething(body: string, uploads: readonly unknown[]): void {
  if (body !== '' || uploads.length > 0) return;
  const detail = `body must be 1 to ${LIMITS.messageBody} characters long, or there must be uploads`;
  throw new AppError('validation_failed', { errors: [{ pointer: '/body', code: 'isText', detail }] });
}

/** Those of these messages that are stored already, under the keyOf each. */
async function storedBefore({ manager }: Tx, sends: readonly Send[]): Promise<Map<string, Message>> {
  const list = JSON.stringify(sends.map(({ user, draft }) => [user.id, draft.clientId]));
  const isOne = `("authorId", "clientId") IN ${listed(manager, 'uuid', 'uuid')}`;
  const rows = await findRows(manager, Message, isOne, [list]);
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** By what a retry is known. PostgreSQL writes ids in small letters, however they came. */
const keyOf = ({ authorId, clientId }: Pick<Message, 'authorId' | 'clientId'>): string =>
  `${authorId} ${clientId}`.toLowerCase();

/** What was changed since cannot be compared any more; its clientId still says that it is the same message. */
function repeated(earlier: Message, channelId: string, { body, replyToId, uploadIds = [] }: Draft): SentMessage {
  const asSent = earlier.version === 1;
  const uploaded = earlier.uploads.map(({ id }) => id).join();
  const differs = earlier.body !== body || earlier.replyToId !== (replyToId ?? null) || uploaded !== uploadIds.join();
  if (earlier.channelId !== channelId || (asSent && differs)) throw new AppError('client_id_conflict');
  return { message: toMessageView(earlier), deduplicated: true };
}
