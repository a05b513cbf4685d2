import type { MyChannelView } from '../../../src/contract/views.js';

/** What a channel is to a person, without what changes with every message that is said or read there. */
export type Room = ReturnType<typeof roomOf>;

export function roomOf(view: MyChannelView) {
  const { id, kind, name, topic, memberCount, visibility, archivedAt, avatarUrl, directUserIds, notify, role } = view;
  return { id, kind, name, topic, memberCount, visibility, archivedAt, avatarUrl, directUserIds, notify, role };
}
