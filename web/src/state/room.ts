import type { MyChannelView } from '../../../src/contract/views.js';

/** What a channel is to a person, without what changes with every message that is said or read there. */
export type Room = Pick<MyChannelView, (typeof KEPT)[number]>;

const KEPT = [
  'id',
  'kind',
  'name',
  'topic',
  'memberCount',
  'visibility',
  'archivedAt',
  'avatarUrl',
  'directUserIds',
  'notify',
  'role',
] as const satisfies readonly (keyof MyChannelView)[];

export function isSameRoom(a: Room | undefined, b: Room | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && KEPT.every((key) => Object.is(a[key], b[key])));
}
