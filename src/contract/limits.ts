/** Bounds that both sides know. Lengths are counted in Unicode code points. */
export const LIMITS = {
  messageBody: 4_000,
  username: { min: 2, max: 32 },
  displayName: 64,
  password: { min: 8, max: 256 },
  page: { default: 50, max: 200 },
  /** Changed rows in one answer to `sync`, over all its channels. */
  syncRows: 500,
  syncPositions: 2_000,
  usersAtOnce: 100,
  /** Bytes of one HTTP body or one socket frame. */
  requestBytes: 128 * 1024,
} as const;
