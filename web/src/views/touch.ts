/** The first way to point here is a finger. */
export const touch = matchMedia('(pointer: coarse)');
