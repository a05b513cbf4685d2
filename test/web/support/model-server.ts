import { randomUUID } from 'node:crypto';
import type { ErrorCode, Problem } from '../../../src/contract/errors.js';
import { ERRORS } from '../../../src/contract/errors.js';
import type { Hello, SendMessage, SyncAnswer, SyncRequest } from '../../../src/contract/events.js';
import type { Changes, MessageView, MyChannelView, SentMessage, UserView } from '../../../src/contract/views.js';
import type { ChannelPage, Cursor, MessagePage } from '../../../web/src/api/doors.js';

export const GENERAL = 'general-channel';

export function person(id: string): UserView {
  return {
    id,
    username: id,
    displayName: id,
    bio: '',
    avatarUrl: null,
    role: 'member',
    likes: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
  };
}

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

/** The delivery contract in a page: one channel, revisions, dedupe by clientId, changes since a revision. */
export class ModelServer {
  epoch = 'epoch-1';
  revision = 0;
  messages: MessageView[] = [];
  onFrame: (frame: Changes) => void = () => undefined;
  constructor(
    readonly pageSize = 4,
    readonly syncRows = 3,
  ) {}

  send(authorId: string, { clientId, body }: Pick<SendMessage, 'clientId' | 'body'>): SentMessage {
    const stored = this.messages.find((message) => message.authorId === authorId && message.clientId === clientId);
    if (stored) return { message: stored, deduplicated: true };
    const seq = this.messages.length + 1;
    const message = { ...BLANK, id: `m${seq}-${this.epoch}`, seq, clientId, authorId, body };
    this.messages.push(message);
    return { message: this.change(seq, {}), deduplicated: false };
  }

  say(body: string, authorId = 'somebody'): MessageView {
    return this.send(authorId, { clientId: randomUUID(), body }).message;
  }

  /** Changes a row and tells it. */
  change(seq: number, changed: Partial<MessageView>): MessageView {
    const from = this.revision++;
    const row = { ...this.messages[seq - 1]!, ...changed, revision: this.revision };
    this.messages[seq - 1] = row;
    this.onFrame({ channelId: GENERAL, from, to: this.revision, messages: [row] });
    return row;
  }

  /** A restore from a backup: the last messages are lost and another history begins. */
  restore(lost: number): void {
    this.epoch = `${this.epoch}'`;
    this.messages = this.messages.slice(0, Math.max(0, this.messages.length - lost));
    this.revision = Math.max(0, ...this.messages.map((message) => message.revision));
  }

  hello(user: UserView): Hello {
    const [heads, versions] = [{ [GENERAL]: this.revision }, { [GENERAL]: 1 }];
    return { epoch: this.epoch, user, heads, versions, invisible: false };
  }

  sync({ epoch, positions }: SyncRequest): SyncAnswer {
    if (epoch !== this.epoch) return { epoch: this.epoch, channels: [], reset: Object.keys(positions), hasMore: false };
    const from = positions[GENERAL] ?? 0;
    const changed = this.messages.filter((row) => row.revision > from).sort((a, b) => a.revision - b.revision);
    const rows = changed.slice(0, this.syncRows);
    const hasMore = changed.length > rows.length;
    const to = hasMore ? rows.at(-1)!.revision : this.revision;
    const changes = { channelId: GENERAL, from, to, messages: rows, ...(hasMore && { hasMore }) };
    return { epoch, channels: to > from ? [{ channelId: GENERAL, changes }] : [], reset: [], hasMore };
  }

  channel(): MyChannelView {
    return { ...CHANNEL, lastSeq: this.messages.length, revision: this.revision };
  }

  channels(): ChannelPage {
    return { items: [this.channel()], before: null, after: null, epoch: this.epoch };
  }

  page({ before, after }: Cursor = {}): MessagePage {
    const inRange = this.messages.filter((row) => row.seq < (before ?? Infinity) && row.seq > (after ?? 0));
    const items = after === undefined ? inRange.slice(-this.pageSize) : inRange.slice(0, this.pageSize);
    const first = items[0]?.seq ?? 1;
    const last = items.at(-1)?.seq ?? this.messages.length;
    return { items, before: first > 1 ? first : null, after: last < this.messages.length ? last : null };
  }
}

const BLANK: MessageView = {
  id: '',
  channelId: GENERAL,
  seq: 0,
  revision: 0,
  version: 1,
  clientId: '',
  authorId: '',
  body: '',
  replyToId: null,
  mentions: [],
  mentionsAll: false,
  uploads: [],
  likes: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
};

const CHANNEL: MyChannelView = {
  id: GENERAL,
  kind: 'general',
  name: 'general',
  topic: '',
  lastSeq: 0,
  revision: 0,
  memberCount: 1,
  visibility: 'public',
  archivedAt: null,
  avatarUrl: null,
  directUserIds: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  readSeq: 0,
  unread: 0,
  role: 'member',
  notify: 'all',
  unreadFrom: null,
  unreadMentions: [],
  hiddenSeq: null,
  version: 1,
};
