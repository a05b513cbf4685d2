import type { MessageView } from '../../../src/contract/views.js';

/** Rows of one channel kept in memory and in the page. */
export const MAX_ROWS = 2_000;
/** So many are left when there are more: letting go of a few at a time would be a drawing beside each page and message. */
export const KEPT_ROWS = 1_500;

/** Puts messages in their place by seq. A row that is held gives way only to one of a greater revision. */
export function upsertRows(rows: readonly MessageView[], incoming: readonly MessageView[]): readonly MessageView[] {
  if (incoming.length === 0) return rows;
  const next = [...rows];
  for (const message of incoming) upsert(next, message);
  return next;
}

function upsert(rows: MessageView[], message: MessageView): void {
  const at = placeOf(rows, message.seq);
  const held = rows[at];
  if (held?.seq !== message.seq) rows.splice(at, 0, message);
  else if (message.revision > held.revision) rows[at] = message;
}

/** Index of the first row whose seq is not smaller; new messages go to the end, so that is tried first. */
function placeOf(rows: readonly MessageView[], seq: number): number {
  let low = (rows.at(-1)?.seq ?? 0) < seq ? rows.length : 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.seq ?? Infinity) < seq) low = middle + 1;
    else high = middle;
  }
  return low;
}
