import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LINK_LIFETIME_MS, readToken, TokenSigner } from '../../src/auth/signed-token.js';

const [folder, other] = ['here', 'there'].map((name) => mkdtempSync(join(tmpdir(), `veche-${name}-`))) as [
  string,
  string,
];
afterAll(() => {
  for (const one of [folder, other]) rmSync(one, { recursive: true, force: true });
});

const NOW = Date.UTC(2026, 10, 28);
const signer = new TokenSigner(folder);
const token = (): string => signer.sign('password', 'ann', 'the old hash', NOW);

describe('a signed token', () => {
  it('is genuine to whoever has the same secret, until its time is over', () => {
    const read = readToken(token())!;
    const same = new TokenSigner(folder);
    expect(same.isGenuine('password', read, 'the old hash', NOW + LINK_LIFETIME_MS - 1)).toBe(true);
    expect(same.isGenuine('password', read, 'the old hash', NOW + LINK_LIFETIME_MS)).toBe(false);
  });

  it('is worth nothing for another purpose, another subject, a later end, or what has changed since', () => {
    const read = readToken(token())!;
    const holds = (change: object, purpose: 'administrator' | 'password' = 'password', bound = 'the old hash') =>
      signer.isGenuine(purpose, { ...read, ...change }, bound, NOW);
    expect(holds({})).toBe(true);
    expect(holds({}, 'administrator')).toBe(false);
    expect(holds({ subject: 'bob' })).toBe(false);
    expect(holds({ expiresAt: read.expiresAt + 1 })).toBe(false);
    expect(holds({}, 'password', 'a new hash')).toBe(false);
    expect(holds({ mac: `${read.mac}x` })).toBe(false);
  });

  it('is worth nothing to another installation', () => {
    expect(new TokenSigner(other).isGenuine('password', readToken(token())!, 'the old hash', NOW)).toBe(false);
  });

  it.each(['', 'none', 'a.b', 'a.1.short', `${'a'.repeat(65)}.1.${'m'.repeat(43)}`, `a.1e3.${'m'.repeat(43)}`])(
    'is not read of %j',
    (text) => {
      expect(readToken(text)).toBeNull();
    },
  );
});
