import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RESET_PATH } from '../auth/password-links.js';
import { SECOND_FACTOR_PATH } from '../auth/second-factor-links.js';
import { TokenSigner } from '../auth/signed-token.js';
import type { Config } from '../config/config.js';
import { openReader } from '../database/maintenance.js';
import { sql } from '../database/sql.js';
import { usernameKey } from '../users/username.js';
import { OperatorError, type Outcome, requireDatabase } from './outcome.js';

interface Account {
  id: string;
  username: string;
  hash: string;
  /** Of the second factor; null where there is none. */
  secret: string | null;
  deactivatedAt: number | null;
}

/**
 * A link that makes an administrator. Nothing is written, so a server may be at work.
 *
 * @throws OperatorError when there is no installation to make it for
 */
export function linkToAdministrator(config: Config): Promise<Outcome> {
  const token = signerOf(config).sign('administrator', randomBytes(9).toString('base64url'), '', Date.now());
  const lines = ['Whoever opens this link within a day becomes an administrator, once:'];
  return Promise.resolve({ lines: [...lines, `  ${addressOf(config)}/register#setup=${token}`], isSound: true });
}

/**
 * A link by which one person chooses a new password. Nothing is written: their old one works until they used it.
 *
 * @throws OperatorError when there is nobody of that name, or they are deactivated
 */
export async function linkToPassword(config: Config, username: string): Promise<Outcome> {
  const signer = signerOf(config);
  const account = await findAccount(config, username);
  const token = signer.sign('password', account.id, account.hash, Date.now());
  const lines = [`${account.username} chooses a new password there, within a day, once; their sessions end then:`];
  return { lines: [...lines, `  ${addressOf(config)}${RESET_PATH}${token}`], isSound: true };
}

/**
 * A link by which one person who lost their second factor signs in. Nothing is written: it is asked for until they did.
 *
 * @throws OperatorError when there is nobody of that name, or they are deactivated, or have no second factor
 */
export async function linkWithoutSecondFactor(config: Config, username: string): Promise<Outcome> {
  const signer = signerOf(config);
  const { id, username: name, secret } = await findAccount(config, username);
  if (secret === null) throw new OperatorError(`${name} has no second factor.`);
  const token = signer.sign('second factor', id, secret, Date.now());
  const lines = [`${name} signs in there with the password alone, within a day, once. Their second factor and their`];
  lines.push(`sessions end then:`, `  ${addressOf(config)}${SECOND_FACTOR_PATH}${token}`);
  return { lines, isSound: true };
}

function signerOf(config: Config): TokenSigner {
  requireDatabase(config.database);
  // Else a wrong DATABASE_URL would make a secret that no server knows.
  const file = join(config.dataDir, 'session.secret');
  if (!existsSync(file)) throw new OperatorError(`There is no ${file}: start the server once.`);
  return new TokenSigner(config.dataDir);
}

async function findAccount({ database }: Config, username: string): Promise<Account> {
  const reader = await openReader(database);
  try {
    const query = `SELECT u."id" AS "id", u."username" AS "username", p."hash" AS "hash", f."secret" AS "secret",
        u."deactivatedAt" AS "deactivatedAt"
      FROM "user" u JOIN "password" p ON p."userId" = u."id"
      LEFT JOIN "second_factor" f ON f."userId" = u."id" AND f."enabledAt" IS NOT NULL
      WHERE u."usernameKey" = ?`;
    const [account] = await sql<Account>(reader.manager, query, [usernameKey(username.trim())]);
    if (!account) throw new OperatorError(`There is nobody named ${username}.`);
    if (account.deactivatedAt !== null)
      throw new OperatorError(`${account.username} is deactivated: restore the account first.`);
    return account;
  } finally {
    await reader.destroy();
  }
}

const addressOf = ({ publicUrl, port }: Config): string => publicUrl ?? `http://localhost:${port}`;
