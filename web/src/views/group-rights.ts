import type { MemberRole, MyChannelView, UserView } from '../../../src/contract/views.js';

// What the server allows, so that nobody is shown a button that is refused.
const RANK: Record<MemberRole, number> = { member: 0, moderator: 1, owner: 2 };

export const mayRun = (role: MemberRole): boolean => RANK[role] >= RANK.moderator;

export const mayRule = (role: MemberRole): boolean => role === 'owner';

export const mayRemove = (role: MemberRole, other: MemberRole): boolean => mayRun(role) && RANK[other] < RANK[role];

/**
 * Keeps order in a channel: its own moderators, and the server's where everybody may come in. May delete what others said,
 * and call everybody at once.
 */
export function moderates(
  me: Pick<UserView, 'role'>,
  view: Pick<MyChannelView, 'kind' | 'role' | 'visibility'>,
): boolean {
  if (view.kind === 'direct') return false;
  return view.role !== 'member' || (me.role !== 'member' && view.visibility === 'public');
}
