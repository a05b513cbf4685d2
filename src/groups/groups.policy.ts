import type { MemberRole } from '../contract/views.js';

const RANK: Record<MemberRole, number> = { member: 0, moderator: 1, owner: 2 };

/** Name and topic, adding people, invitations. */
export const mayRun = (role: MemberRole): boolean => RANK[role] >= RANK.moderator;

/** Who may find the group, whether it is archived, roles, handing over. */
export const mayRule = (role: MemberRole): boolean => role === 'owner';

/** Only of a lower rank, and never oneself: that is leaving. */
export const mayRemove = (role: MemberRole, other: MemberRole): boolean => mayRun(role) && RANK[other] < RANK[role];
