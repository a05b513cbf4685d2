import type { ChannelView, MessageView, MyMembershipView } from '../../../src/contract/views.js';

export type Membership = Omit<MyMembershipView, 'channelId'>;

export const WHEN = '2026-01-01T00:00:00.000Z';

export const FRESH: Membership = { readSeq: 0, unreadFrom: null, notify: 'all', hiddenSeq: null, version: 1 };

export const BLANK: MessageView = {
  id: '',
  channelId: '',
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
  createdAt: WHEN,
  editedAt: null,
  deletedAt: null,
};

export const CHANNEL: ChannelView = {
  id: '',
  kind: 'general',
  name: '',
  topic: '',
  lastSeq: 0,
  revision: 0,
  memberCount: 0,
  visibility: 'public',
  archivedAt: null,
  avatarUrl: null,
  directUserIds: null,
  lastMessageAt: null,
  createdAt: WHEN,
};
