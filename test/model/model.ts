// What a group is to three people, in memory and without a thought for networks, databases and restarts.

export interface ModelMessage {
  id: string;
  authorId: string;
  body: string;
  version: number;
  deleted: boolean;
  mentions: string[];
  /** Who gave what. */
  likes: Map<string, Set<string>>;
}

export interface ModelMember {
  readSeq: number;
  unreadFrom: number | null;
}

export class Model {
  name = 'a group';
  ownerId: string | null;
  readonly members = new Map<string, ModelMember>();
  readonly messages: ModelMessage[] = [];
  /** Devices whose connection is cut. */
  readonly offline = new Set<number>();

  constructor(
    readonly channelId: string,
    ownerId: string,
    private readonly names: Map<string, string>,
  ) {
    this.ownerId = ownerId;
    this.members.set(ownerId, { readSeq: 0, unreadFrom: null });
  }

  get lastSeq(): number {
    return this.messages.length;
  }

  isMember(userId: string): boolean {
    return this.members.has(userId);
  }

  isOwner(userId: string): boolean {
    return this.ownerId === userId;
  }

  /** The members that a text names, without its author. */
  namedIn(body: string, authorId: string): string[] {
    const named = [...this.members.keys()].filter((id) => body.includes(`@${this.names.get(id) ?? ''}`));
    return named.filter((id) => id !== authorId).sort();
  }

  join(userId: string): void {
    if (!this.isMember(userId)) this.members.set(userId, { readSeq: this.lastSeq, unreadFrom: null });
  }

  say(id: string, authorId: string, body: string): void {
    const mentions = this.namedIn(body, authorId);
    this.messages.push({ id, authorId, body, version: 1, deleted: false, mentions, likes: new Map() });
    this.members.set(authorId, { readSeq: this.lastSeq, unreadFrom: null });
  }

  unread(userId: string): { unread: number; mentions: number[] } {
    const { readSeq, unreadFrom } = this.members.get(userId)!;
    const upTo = unreadFrom === null ? readSeq : Math.min(readSeq, unreadFrom - 1);
    const named = this.messages.flatMap(({ mentions }, at) => (mentions.includes(userId) ? [at + 1] : []));
    return { unread: this.lastSeq - upTo, mentions: named.filter((seq) => seq > upTo) };
  }
}

/** The emojis a person gave, in no order. */
export const emojisOf = ({ likes }: ModelMessage, userId: string): string[] =>
  [...likes].flatMap(([emoji, people]) => (people.has(userId) ? [emoji] : [])).sort();
