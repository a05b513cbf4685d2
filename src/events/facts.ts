import type { Mute } from '../contract/events.js';
import type { QuietHours } from '../contract/quiet-hours.js';
import type {
  ChannelView,
  MemberView,
  MessageView,
  MyLikesView,
  MyMembershipView,
  NoticeView,
  UserRole,
} from '../contract/views.js';

/** What happened to a channel, with the next revision of it: these follow each other without a hole. */
export type ChannelFact = { channelId: string; revision: number } & (
  | { type: 'message.sent'; message: MessageView; mentioned: string[] }
  | { type: 'message.edited'; message: MessageView; mentioned: string[] }
  | { type: 'message.deleted'; message: MessageView }
  | { type: 'message.liked'; message: MessageView; userId: string; myLikes: MyLikesView }
  | { type: 'member.added'; member: MemberView; channel: ChannelView; notice?: NoticeView }
  | { type: 'member.removed'; member: MemberView; channel: ChannelView; notice?: NoticeView }
  | { type: 'member.changed'; member: MemberView; notice?: NoticeView }
  | { type: 'channel.changed'; channel: ChannelView; notice?: NoticeView }
);

/** What happened and is on disk. */
export type Fact =
  | ChannelFact
  | { type: 'session.ended'; sessionId: string; userId: string }
  | { type: 'account.deleted'; userId: string }
  | { type: 'role.changed'; userId: string; role: UserRole }
  | { type: 'membership.changed'; userId: string; membership: MyMembershipView }
  | { type: 'profile.liked'; likerId: string; userId: string; liked: boolean }
  | { type: 'person.blocked'; blockerId: string; userId: string; blocked: boolean }
  | { type: 'privacy.changed'; userId: string; invisible: boolean }
  | { type: 'quietHours.changed'; userId: string; quietHours: QuietHours | null }
  | { type: 'mute.changed'; userId: string; mute: Mute | null }
  | { type: 'reports.changed'; moderatorIds: string[] }
  | { type: 'files.dropped'; hashes: string[] };
