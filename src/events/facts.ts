import type { ChannelView, MemberView, MessageView } from '../contract/views.js';

/** What happened and is on disk. Facts that carry a `revision` follow each other without a hole within their channel. */
export type Fact =
  | { type: 'message.sent'; channelId: string; revision: number; message: MessageView }
  | { type: 'member.added'; channelId: string; revision: number; member: MemberView; channel: ChannelView }
  | { type: 'session.ended'; sessionId: string; userId: string };
