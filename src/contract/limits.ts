/** Bounds that both sides know. Lengths are counted in Unicode code points. */
export const LIMITS = {
  messageBody: 4_000,
  username: { min: 2, max: 32 },
  displayName: 64,
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
  password: { min: 8, max: 256 },
  page: { default: 50, max: 200 },
  /** Changed rows in one answer to `sync`, over all its channels. */
  syncRows: 500,
  syncPositions: 2_000,
  usersAtOnce: 100,
  messagesAtOnce: 100,
  presencesAtOnce: 200,
  /** Bytes of one HTTP body or one socket frame. */
  requestBytes: 128 * 1024,
} as const;
