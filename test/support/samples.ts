/** What a server does with a file: turns it down, shows it, or offers it as a download as it is. */
export type Outcome = 'refused' | 'picture' | 'file';

/** A file as somebody might upload it: `it.each(rows)('$what', …)`. */
export interface Sample {
  what: string;
  name: string;
  mime: string;
  expected: Outcome;
  /** Made anew by every call, so that nothing large outlives its test. */
  bytes: () => Buffer | Promise<Buffer>;
}

/** Stands in everything that no stored picture may keep: metadata, scripts, and what hangs behind the last byte. */
export const SECRET = 'veche-must-not-keep-this';

export const SCRIPT = `<script>alert('${SECRET}')</script>`;

export const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

/** Bytes that do not compress, the same at every call. */
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

export const beginning = (bytes: Buffer, percent: number): Buffer =>
  bytes.subarray(0, Math.floor((bytes.length * percent) / 100));

/** A copy with these bytes in the place of others, so far from where `marker` begins. */
export function patched(bytes: Buffer, marker: string, offset: number, by: Buffer): Buffer {
  const found = bytes.indexOf(marker, 0, 'latin1');
  if (found < 0) throw new Error(`no ${marker} in it`);
  const copy = Buffer.from(bytes);
  by.copy(copy, found + offset);
  return copy;
}

export function big(value: number, width: 2 | 4 = 4): Buffer {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntBE(value, 0, width);
  return bytes;
}

export function little(value: number, width: 2 | 3 | 4 = 4): Buffer {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntLE(value, 0, width);
  return bytes;
}
