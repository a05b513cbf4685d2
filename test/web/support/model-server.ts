import { randomUUID } from 'node:crypto';
import type { ErrorCode, Problem } from '../../../src/contract/errors.js';
import { ERRORS } from '../../../src/contract/errors.js';
import type { Hello, MyChanges, SendMessage, SyncAnswer, SyncRequest } from '../../../src/contract/events.js';
import type {
  Changes,
  MessagesPage,
  MessageView,
  MyChannelView,
  SentMessage,
  UploadView,
  UserView,
} from '../../../src/contract/views.js';
import type { ChannelPage, Cursor } from '../../../web/src/api/doors.js';
import { Refusal } from '../../../web/src/api/failure.js';
import { ModelChannel } from './model-channel.js';

export { person } from './people.js';

export const GENERAL = 'general-channel';
/** A group that `me` is not in at first. */
export const GROUP = 'group-channel';

export function problem(code: ErrorCode, more: Partial<Problem> = {}): Problem {
  const kind: { status: number; title: string; retryable?: boolean } = ERRORS[code];
  return {
    type: 'about:blank',
    code,
    status: kind.status,
    title: kind.title,
    retryable: kind.retryable ?? false,
    requestId: 'r',
    ...more,
  };
}

/** The delivery contract in a page: channels, revisions, dedupe by clientId, changes since a revision, what is personal. */
export class ModelServer {
  epoch = 'epoch-1';
  readonly channelsById = new Map<string, ModelChannel>();
  readonly general: ModelChannel;
  readonly group: ModelChannel;
  readonly uploads = new Map<string, UploadView>();
  /** By blocker. */
  private readonly blocks = new Map<string, Set<string>>();
  onFrame: (frame: Changes) => void = () => undefined;
  onMine: (userId: string, changes: MyChanges) => void = () => undefined;

  constructor(
    readonly pageSize = 4,
    readonly syncRows = 3,
  ) {
    this.general = this.open(GENERAL, 'general');
    this.group = this.open(GROUP, 'group');
  }

  get messages(): MessageView[] {
    return this.general.messages;
  }

  get revision(): number {
    return this.general.revision;
  }

  open(id: string, kind: 'general' | 'group'): ModelChannel {
    const channel = new ModelChannel(
      id,
      {
        epoch: () => this.epoch,
        pageSize: this.pageSize,
        tell: (frame) => {
          this.onFrame(frame);
        },
        tellMine: (userId, changes) => {
          this.onMine(userId, changes);
        },
        blocked: (userId) => this.blockedBy(userId),
      },
      kind,
    );
    this.channelsById.set(id, channel);
    return channel;
  }

  send(authorId: string, message: Omit<SendMessage, 'channelId'> & { channelId?: string }): SentMessage {
    const channel = this.channelsById.get(message.channelId ?? GENERAL);
    if (!channel?.isMember(authorId)) throw new Refusal(problem('channel_not_found'));
    const uploads = (message.uploadIds ?? []).map((id) => this.uploads.get(id));
    const there = uploads.filter((upload) => upload !== undefined);
    if (there.length < uploads.length) throw new Refusal(problem('upload_not_found'));
    return channel.send(authorId, { ...message, uploads: there });
  }

  say(body: string, authorId = 'somebody'): MessageView {
    return this.send(authorId, { clientId: randomUUID(), body }).message;
  }

  change(seq: number, changed: Partial<MessageView>): MessageView {
    return this.general.change(seq, changed);
  }

  blockedBy(userId: string): Set<string> {
    const blocked = this.blocks.get(userId) ?? new Set();
    this.blocks.set(userId, blocked);
    return blocked;
  }

  block(blockerId: string, userId: string, blocked: boolean): void {
    const held = this.blockedBy(blockerId);
    if (held.has(userId) === blocked) return;
    if (blocked) held.add(userId);
    else held.delete(userId);
    this.onMine(blockerId, { blocks: [{ userId, blocked }] });
  }

  /** A restore from a backup: the last messages are lost and another history begins. */
  restore(lost: number): void {
    this.epoch = `${this.epoch}'`;
    for (const channel of this.channelsById.values()) channel.restore(lost);
  }

  hello(user: UserView): Hello {
    const mine = this.channelsOf(user.id);
    const heads = Object.fromEntries(mine.map(({ id, revision }) => [id, revision]));
    const versions = Object.fromEntries(mine.map((channel) => [channel.id, channel.version(user.id)]));
    return { epoch: this.epoch, user, heads, versions, invisible: false, quietHours: null, mute: null };
  }

  sync({ epoch, positions }: SyncRequest, userId = 'me'): SyncAnswer {
    const answer: SyncAnswer = { epoch: this.epoch, channels: [], reset: [], hasMore: false };
    if (epoch !== this.epoch) return { ...answer, reset: Object.keys(positions) };
    let room = this.syncRows;
    for (const [channelId, from] of Object.entries(positions)) {
      const channel = this.channelsById.get(channelId);
      if (!channel?.isMember(userId) || from > channel.revision) answer.reset.push(channelId);
      else if (from < channel.revision && room > 0) {
        const changes = channel.changes(userId, from, room);
        room -= changes.messages.length + changes.members!.length + changes.notices!.length;
        answer.channels.push({ channelId, changes });
        answer.hasMore ||= changes.hasMore ?? false;
      } else if (from < channel.revision) answer.hasMore = true;
    }
    return answer;
  }

  channel(id = GENERAL, userId = 'me'): MyChannelView {
    const channel = this.channelsById.get(id);
    if (!channel?.isMember(userId)) throw new Refusal(problem('channel_not_found'));
    return channel.mine(userId);
  }

  channels(userId = 'me'): ChannelPage {
    const items = this.channelsOf(userId).map((channel) => channel.mine(userId));
    return { items, before: null, after: null, epoch: this.epoch };
  }

  page(cursor: Cursor = {}, id = GENERAL, userId = 'me'): MessagesPage {
    const channel = this.channelsById.get(id);
    if (!channel?.isMember(userId)) throw new Refusal(problem('channel_not_found'));
    return channel.page(userId, cursor);
  }

  private channelsOf(userId: string): ModelChannel[] {
    return [...this.channelsById.values()].filter((channel) => channel.isMember(userId));
  }
}
