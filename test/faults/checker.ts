// Compares what people were told with what the database holds. A pure function, so that its own tests can plant faults.

export interface Acknowledged {
  clientId: string;
  seq: number;
  body: string;
}

export interface Stored {
  seq: number;
  clientId: string;
  authorId: string;
  body: string;
}

export interface RunHistory {
  /** Every acknowledgement that any client received. */
  acknowledged: Acknowledged[];
  /** Every message in the order in which its author sent it, by author. */
  sent: Map<string, string[]>;
  /** The messages of the channel by seq, from the database. */
  stored: Stored[];
  /** What the channel says its last number is. */
  lastSeq: number;
  /** What each observer shows in the end, in its order; a window that reaches the newest message. */
  observed: { seq: number; clientId: string }[][];
}

export interface Verdict {
  missing: number;
  doubled: number;
  holes: number;
  outOfOrder: number;
  /** Acknowledged under a number that now is another message's. */
  renumbered: number;
  /** Stored though nobody sent it. */
  phantom: number;
  /** Observers that do not show the end of the channel exactly as it is stored. */
  disagreeing: number;
}

export function check({ acknowledged, sent, stored, lastSeq, observed }: RunHistory): Verdict {
  const bySeq = [...stored].sort((a, b) => a.seq - b.seq);
  const byClientId = new Map(bySeq.map((row) => [row.clientId, row]));
  const sentIds = new Set([...sent.values()].flat());
  const missing = new Set(
    acknowledged.filter(({ clientId }) => !byClientId.has(clientId)).map(({ clientId }) => clientId),
  );
  const expected = Array.from({ length: lastSeq }, (_, index) => index + 1);
  const seqs = new Set(bySeq.map(({ seq }) => seq));
  return {
    missing: missing.size,
    doubled: bySeq.length - byClientId.size + (bySeq.length - seqs.size),
    holes: expected.filter((seq) => !seqs.has(seq)).length + bySeq.filter(({ seq }) => seq > lastSeq).length,
    outOfOrder: [...sent.values()].reduce((total, ids) => total + inversions(ids, byClientId), 0),
    renumbered: acknowledged.filter(({ clientId, seq, body }) => {
      const row = byClientId.get(clientId);
      return row !== undefined && (row.seq !== seq || row.body !== body);
    }).length,
    phantom: bySeq.filter(({ clientId }) => !sentIds.has(clientId)).length,
    disagreeing: observed.filter((rows) => !isEndOf(rows, bySeq)).length,
  };
}

function inversions(ids: string[], byClientId: Map<string, Stored>): number {
  const seqs = ids.flatMap((id) => byClientId.get(id)?.seq ?? []);
  return seqs.filter((seq, index) => index > 0 && seq < seqs[index - 1]!).length;
}

function isEndOf(rows: { seq: number; clientId: string }[], stored: Stored[]): boolean {
  const end = stored.slice(stored.length - rows.length);
  return (
    rows.length > 0 &&
    end.length === rows.length &&
    rows.every((row, index) => row.seq === end[index]!.seq && row.clientId === end[index]!.clientId)
  );
}
