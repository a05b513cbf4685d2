export const TIMES = Symbol('times');

/** How long things last that are never stored, in milliseconds. Tests shorten them; they are no settings. */
export interface Times {
  /** A connection that closed counts as open for so long: nobody sees a reload. */
  graceMs: number;
  /** Between two frames that tell everybody who came and went. */
  presenceEveryMs: number;
  /** Between two frames that tell a channel that the same person types. */
  typingEveryMs: number;
  /** One who was not heard typing for so long has stopped. */
  typingEndsMs: number;
  /** How long the blocks around a person who types are remembered. */
  blocksMs: number;
}

export const TIMES_IN_USE: Times = {
  graceMs: 15_000,
  presenceEveryMs: 1_000,
  typingEveryMs: 2_000,
  typingEndsMs: 6_000,
  blocksMs: 5_000,
};
