import type { MyChanges, SendMessage } from '../../../src/contract/events.js';
import { LIMITS } from '../../../src/contract/limits.js';
import type {
  Changes,
  ChannelView,
  LastMessageView,
  MemberRole,
  MemberView,
  MessagesPage,
  MessageView,
  MyChannelView,
  MyLikesView,
  MyMembershipView,
  NoticeKind,
  NoticeView,
  SentMessage,
  UploadView,
  UserView,
} from '../../../src/contract/views.js';
import type { Cursor } from '../../../web/src/api/doors.js';
import { BLANK, CHANNEL, FRESH, type Membership, WHEN } from './blank-rows.js';
import { person } from './people.js';

export interface ModelDeps {
  epoch: () => string;
  pageSize: number;
  tell: (frame: Changes) => void;
  tellMine: (userId: string, changes: MyChanges) => void;
  blocked: (userId: string) => ReadonlySet<string>;
}

type Rows = Pick<Changes, 'messages' | 'members' | 'notices'> & { channel?: ChannelView };

/** One channel as the contract has it: every change is a revision, and each row keeps that of its last change. */
export class ModelChannel {
  revision = 0;
  /** Of the channel's own last change. */
  ownRevision = 0;
  name: string;
  avatarUrl: string | null = null;
  messages: MessageView[] = [];
  members: MemberView[] = [];
  notices: NoticeView[] = [];
  likes: { messageId: string; userId: string; emoji: string }[] = [];
  private readonly memberships = new Map<string, Membership>();
  private ids = 0;

  constructor(
    readonly id: string,
    private readonly deps: ModelDeps,
    readonly kind: ChannelView['kind'] = 'general',
  ) {
    this.name = id;
  }

  send(authorId: string, { clientId, body, replyToId = null, uploads = [] }: Draft): SentMessage {
    const stored = this.messages.find((message) => message.authorId === authorId && message.clientId === clientId);
    if (stored) return { message: stored, deduplicated: true };
    const seq = this.messages.length + 1;
    const id = `m${seq}-${this.id}-${this.deps.epoch()}`;
    const message = { ...BLANK, channelId: this.id, id, seq, clientId, authorId, body, replyToId, uploads };
    this.messages.push({ ...message, ...named(message) });
    Object.assign(this.membership(authorId), { readSeq: seq, unreadFrom: null });
    return { message: this.change(seq, {}), deduplicated: false };
  }

  /** Changes a row and tells it. */
  change(seq: number, changed: Partial<MessageView>): MessageView {
    const row = { ...this.messages[seq - 1]!, ...changed, revision: this.revision + 1 };
    this.messages[seq - 1] = row;
    this.tell({ messages: [row] });
    return row;
  }

  edit(seq: number, body: string): MessageView {
    const { authorId, version, mentions } = this.messages[seq - 1]!;
    const next = named({ authorId, body });
    const row = this.change(seq, { body, ...next, version: version + 1, editedAt: WHEN });
    for (const userId of next.mentions.filter((id) => !mentions.includes(id)))
      this.deps.tellMine(userId, { mentioned: [{ channelId: this.id, messageId: row.id, seq }] });
    return row;
  }

  remove(seq: number): MessageView {
    const { id, version } = this.messages[seq - 1]!;
    this.likes = this.likes.filter(({ messageId }) => messageId !== id);
    const erased = { body: '', replyToId: null, mentions: [], mentionsAll: false, likes: [] };
    return this.change(seq, { ...erased, version: version + 1, deletedAt: WHEN });
  }

  like(userId: string, seq: number, emoji: string, liked: boolean): { message: MessageView; myLikes: MyLikesView } {
    const { id: messageId, deletedAt } = this.messages[seq - 1]!;
    const others = this.likes.filter(
      (like) => like.messageId !== messageId || like.userId !== userId || like.emoji !== emoji,
    );
    const isChange = deletedAt === null && (others.length === this.likes.length) === liked;
    if (isChange) this.likes = liked ? [...others, { messageId, userId, emoji }] : others;
    const given = this.likes.filter((like) => like.messageId === messageId).map((like) => like.emoji);
    const likes = [...new Set(given)].map((one) => ({
      emoji: one,
      count: given.filter((other) => other === one).length,
    }));
    const before = this.revision;
    const message = isChange ? this.change(seq, { likes }) : this.messages[seq - 1]!;
    const myLikes = {
      channelId: this.id,
      messageId,
      revision: message.revision,
      emojis: this.emojisOf(userId, messageId),
    };
    if (this.revision > before) this.deps.tellMine(userId, { likes: [myLikes] });
    return { message, myLikes };
  }

  join(userId: string, role: MemberRole = 'member'): void {
    if (this.isMember(userId)) return;
    const { version } = this.membership(userId);
    const readSeq = this.messages.length;
    this.memberships.set(userId, { ...FRESH, readSeq, version: version + 1 });
    this.deps.tellMine(userId, { joined: [this.id] });
    this.moved(userId, { role, leftAt: null }, 'joined');
  }

  leave(userId: string): void {
    if (!this.isMember(userId)) return;
    this.deps.tellMine(userId, { left: [this.id] });
    this.moved(userId, { role: 'member', leftAt: WHEN }, 'left');
  }

  setRole(userId: string, role: MemberRole): void {
    const held = this.members.find(({ user, leftAt }) => user.id === userId && leftAt === null);
    if (held) this.moved(userId, { role }, null);
  }

  rename(name: string): void {
    this.name = name;
    this.ownRevision = this.revision + 1;
    const notice = this.note('renamed', 'somebody', name);
    this.tell({ messages: [], notices: [notice], channel: this.view() });
  }

  picture(avatarUrl: string | null): ChannelView {
    this.avatarUrl = avatarUrl;
    this.ownRevision = this.revision + 1;
    this.tell({ messages: [], channel: this.view() });
    return this.view();
  }

  looks(user: UserView): void {
    this.moved(user.id, { user }, null);
  }

  read(userId: string, seq: number): { readSeq: number; unread: number } {
    const { readSeq } = this.membership(userId);
    const next = Math.max(readSeq, seq);
    this.set(userId, { readSeq: next, unreadFrom: null });
    return { readSeq: next, unread: this.messages.length - next };
  }

  markUnread(userId: string, seq: number): { readSeq: number; unread: number } {
    const { readSeq } = this.membership(userId);
    this.set(userId, { unreadFrom: seq <= readSeq ? Math.max(seq, 1) : null });
    return { readSeq, unread: this.messages.length - this.readUpTo(userId) };
  }

  set(userId: string, change: Partial<Membership>): MyMembershipView {
    const held = this.membership(userId);
    const isChange = Object.entries(change).some(([key, value]) => held[key as keyof Membership] !== value);
    if (isChange) {
      Object.assign(held, change, { version: held.version + 1 });
      this.deps.tellMine(userId, { memberships: [{ channelId: this.id, ...held }] });
    }
    return { channelId: this.id, ...held };
  }

  /** Everybody is in the channel of which nobody was ever said to be a member. */
  isMember(userId: string): boolean {
    const row = this.members.find(({ user }) => user.id === userId);
    return row ? row.leftAt === null : this.kind === 'general';
  }

  version(userId: string): number {
    return this.membership(userId).version;
  }

  view(): ChannelView {
    const memberCount = this.members.filter(({ leftAt }) => leftAt === null).length;
    const { id, kind, name, avatarUrl, revision } = this;
    const lastMessageAt = this.messages.at(-1)?.createdAt ?? null;
    const lastSeq = this.messages.length;
    return { ...CHANNEL, id, kind, name, avatarUrl, revision, lastSeq, lastMessageAt, memberCount };
  }

  mine(userId: string): MyChannelView {
    const membership = this.membership(userId);
    const role = this.members.find(({ user }) => user.id === userId)?.role ?? 'member';
    const read = this.readUpTo(userId);
    const mentions = this.messages.filter(
      ({ seq, authorId, mentions: ids, mentionsAll }) =>
        seq > read &&
        authorId !== userId &&
        (mentionsAll || ids.includes(userId)) &&
        !this.deps.blocked(userId).has(authorId),
    );
    return {
      lastMessage: this.last(),
      ...{ ...this.view(), ...membership, role, unread: this.messages.length - read },
      unreadMentions: mentions.map(({ seq }) => seq).slice(-LIMITS.unreadMentions),
    };
  }

  private last(): LastMessageView | null {
    const { id, seq, revision, authorId, body, deletedAt, ...last } = this.messages.at(-1) ?? BLANK;
    const uploads = last.uploads.map(({ name, width }) => ({ name, width }));
    return seq === 0 ? null : { id, seq, revision, authorId, body, uploads, deletedAt };
  }

  changes(userId: string, from: number, room: number): Changes {
    const changed = <Row extends { revision: number }>(rows: readonly Row[]): Row[] =>
      rows.filter((row) => row.revision > from).sort((a, b) => a.revision - b.revision);
    const all = [...changed(this.messages), ...changed(this.members), ...changed(this.notices)];
    const revisions = all.map((row) => row.revision).sort((a, b) => a - b);
    const hasMore = revisions.length > room;
    const to = hasMore ? revisions[room - 1]! : this.revision;
    const shown = <Row extends { revision: number }>(rows: readonly Row[]): Row[] =>
      changed(rows).filter((row) => row.revision <= to);
    const messages = shown(this.messages);
    return {
      ...{ channelId: this.id, from, to, messages, members: shown(this.members), notices: shown(this.notices) },
      ...{ myLikes: this.likesOf(userId, messages) },
      ...(hasMore && { hasMore }),
      ...(this.ownRevision > from && { channel: this.view() }),
    };
  }

  page(userId: string, { before, after }: Cursor = {}): MessagesPage {
    const { pageSize } = this.deps;
    const inRange = this.messages.filter((row) => row.seq < (before ?? Infinity) && row.seq > (after ?? 0));
    const items = after === undefined ? inRange.slice(-pageSize) : inRange.slice(0, pageSize);
    const first = items[0]?.seq ?? 1;
    const last = items.at(-1)?.seq ?? this.messages.length;
    const from = first > 1 ? first : 0;
    return {
      ...{ items, before: first > 1 ? first : null, after: last < this.messages.length ? last : null },
      notices: this.notices.filter(({ seq }) => seq >= from && seq <= last),
      myLikes: this.likesOf(userId, items),
    };
  }

  /** A restore from a backup: the last messages are lost. */
  restore(lost: number): void {
    this.messages = this.messages.slice(0, Math.max(0, this.messages.length - lost));
    const last = this.messages.length;
    this.notices = this.notices.filter(({ seq }) => seq <= last);
    const kept = new Set(this.messages.map(({ id }) => id));
    this.likes = this.likes.filter(({ messageId }) => kept.has(messageId));
    this.revision = Math.max(0, ...[...this.messages, ...this.members, ...this.notices].map((row) => row.revision));
    for (const held of this.memberships.values()) held.readSeq = Math.min(held.readSeq, last);
  }

  private moved(userId: string, change: Partial<MemberView>, kind: NoticeKind | null): void {
    const held = this.members.find(({ user }) => user.id === userId);
    const blank = { channelId: this.id, user: person(userId), role: 'member' as const, joinedAt: WHEN, leftAt: null };
    const row = { ...blank, ...held, ...change, revision: this.revision + 1 };
    this.members = [...this.members.filter((one) => one !== held), row];
    if (kind) this.ownRevision = this.revision + 1;
    const notices = kind ? [this.note(kind, userId)] : [];
    this.tell({ messages: [], members: [row], notices, ...(kind && { channel: this.view() }) });
  }

  private note(kind: NoticeKind, actorId: string, text: string | null = null): NoticeView {
    const at = { seq: this.messages.length, revision: this.revision + 1, createdAt: WHEN };
    const notice = { id: `n${++this.ids}-${this.id}`, channelId: this.id, ...at, kind, actorId, userId: null, text };
    this.notices.push(notice);
    return notice;
  }

  private tell(rows: Rows): void {
    const from = this.revision++;
    const channel = rows.channel && { channel: this.view() };
    this.deps.tell({ channelId: this.id, from, to: this.revision, ...rows, ...channel });
  }

  private membership(userId: string): Membership {
    const held = this.memberships.get(userId) ?? { ...FRESH };
    this.memberships.set(userId, held);
    return held;
  }

  private readUpTo(userId: string): number {
    const { readSeq, unreadFrom } = this.membership(userId);
    return unreadFrom !== null && unreadFrom <= readSeq ? unreadFrom - 1 : readSeq;
  }

  private likesOf(userId: string, messages: readonly MessageView[]): MyLikesView[] {
    return messages.flatMap(({ id: messageId, revision }) => {
      const emojis = this.emojisOf(userId, messageId);
      return emojis.length > 0 ? [{ channelId: this.id, messageId, revision, emojis }] : [];
    });
  }

  private emojisOf(userId: string, messageId: string): string[] {
    return this.likes
      .filter((like) => like.messageId === messageId && like.userId === userId)
      .map(({ emoji }) => emoji);
  }
}

type Draft = Pick<SendMessage, 'clientId' | 'body'> & { replyToId?: string | null; uploads?: UploadView[] };

function named({ authorId, body }: { authorId: string; body: string }): Pick<MessageView, 'mentions' | 'mentionsAll'> {
  const names = [...body.matchAll(/@(\w+)/g)].map(([, name]) => name!);
  return { mentions: names.filter((name) => name !== 'all' && name !== authorId), mentionsAll: names.includes('all') };
}
