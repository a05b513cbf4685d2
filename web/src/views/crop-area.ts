import type { Crop } from '../../../src/contract/views.js';

/** A square of whole pixels that lies within the picture: what was drawn is rounded, and may stand out by a fraction. */
export function wholeSquare(area: Crop, picture: { width: number; height: number }): Crop {
  const wanted = Math.round(Math.min(area.width, area.height));
  const side = Math.max(1, Math.min(wanted, picture.width, picture.height));
  const within = (at: number, whole: number): number => Math.max(0, Math.min(Math.round(at), whole - side));
  return { x: within(area.x, picture.width), y: within(area.y, picture.height), width: side, height: side };
}
