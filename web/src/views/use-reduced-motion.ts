import { useMedia } from './use-media.js';

const reduced = matchMedia('(prefers-reduced-motion: reduce)');

/** Whether the person asked their system for less movement. */
export const useReducedMotion = (): boolean => useMedia(reduced);
