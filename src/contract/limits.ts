/** Bounds that both sides know. Lengths are counted in Unicode code points. */
export const LIMITS = {
  messageBody: 4_000,
  /** How much of a channel's last message its view shows. */
  lastMessageBody: 300,
  username: { min: 2, max: 32 },
  displayName: 64,
  bio: 500,
  status: 100,
  groupName: 64,
  topic: 500,
  /** People named in one message. */
  mentions: 50,
  /** Different emojis on one message. */
  emojis: 20,
  unreadMentions: 100,
  noticesInPage: 50,
  /** People added to a group at once. */
  membersAtOnce: 100,
  inviteUses: 10_000,
  inviteHours: 24 * 365,
  invitesPerGroup: 100,
  searchQuery: 200,
  /** Words and phrases in one query; of those, such as are shorter than three characters; and the longest of them. */
  searchTerms: 8,
  searchShortTerms: 3,
  searchTerm: 40,
  searchPage: 50,
  /** Browsers of one person that are told while no page is open. */
  pushSubscriptions: 20,
  /** Why somebody is banned or reported. */
  reason: 500,
  /** Of one person, until a moderator has looked at them. */
  openReports: 50,
  banHours: 24 * 365,
  password: { min: 8, max: 256 },
  recoveryCodes: 10,
  page: { default: 50, max: 200 },
  /** Changed rows in one answer to `sync`, over all its channels. */
  syncRows: 500,
  syncPositions: 2_000,
  usersAtOnce: 100,
  messagesAtOnce: 100,
  presencesAtOnce: 200,
  /** Bytes of one HTTP body or one socket frame. */
  requestBytes: 128 * 1024,
  /** Bytes of one file in a channel, and of one picture for an avatar. */
  uploadBytes: 100 * 1024 * 1024,
  avatarBytes: 20 * 1024 * 1024,
  uploadName: 200,
  uploadsInMessage: 10,
  /** Files that one person has uploaded and not yet sent. */
  uploadsUnsent: 50,
  /** Pixels of one picture, over all of its frames. */
  picturePixels: 24_000_000,
  pictureFrames: 1_000,
} as const;

/** Pixels of each side. An avatar's address answers the one that `?size=` names, else DEFAULT_AVATAR_SIZE. */
export const AVATAR_SIZES = [48, 96, 256, 512] as const;
export type AvatarSize = (typeof AVATAR_SIZES)[number];
export const DEFAULT_AVATAR_SIZE = 256;
export const THUMBNAIL_SIZE = 800;
