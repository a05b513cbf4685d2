import { createHmac } from 'node:crypto';
import { PASSWORD, type Person } from './people.js';

const HALF_MINUTE = 30_000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** What an authenticator app shows, by RFC 6238; `later` counts in half minutes. */
export function codeOf(secret: string, later = 0, time = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(time / HALF_MINUTE) + later));
  const mac = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = mac[19]! & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** RFC 4648, base32. */
function bytesOf(secret: string): Buffer {
  const bits = [...secret].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
}

export async function begin(person: Person): Promise<string> {
  const answer = await person.post('/api/auth/second-factor', { password: PASSWORD }).expect(201);
  return (answer.body as { secret: string }).secret;
}

/** Turns it on for a person. The code of this half minute is used then. */
export async function turnOn(person: Person): Promise<{ secret: string; recoveryCodes: string[] }> {
  const secret = await begin(person);
  const answer = await person.put('/api/auth/second-factor', { code: codeOf(secret) }).expect(200);
  return { secret, ...(answer.body as { recoveryCodes: string[] }) };
}
