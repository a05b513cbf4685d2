import { mkdir } from 'node:fs/promises';
import { readCertificate } from '../config/certificate.js';
import { type Config, ConfigError } from '../config/config.js';
import { sessionSecret } from '../config/secrets.js';
import { migrate, openReader } from '../database/maintenance.js';
import { linkToAdministrator } from './links.js';
import type { Outcome } from './outcome.js';

/**
 * Makes what a first start would make, without starting: folders, database, secret. Nothing changes where it is there
 * already. Prints the link to the first administrator as long as there is none.
 *
 * @throws ConfigError when a setting is wrong, or a server has the SQLite file
 */
export async function setUp(config: Config): Promise<Outcome> {
  if (config.tls) readCertificate(config.tls);
  await mkdir(config.uploadsDir, { recursive: true }).catch((error: unknown) => {
    throw ConfigError.because('UPLOADS_DIR cannot be used', error);
  });
  await migrate(config.database);
  sessionSecret(config.dataDir);
  const place = config.database.engine === 'sqlite' ? config.database.file : 'PostgreSQL';
  const done = `Ready to start: the database is up to date (${place}), files go to ${config.uploadsDir}`;
  const link = (await hasAdministrator(config)) ? [] : (await linkToAdministrator(config)).lines;
  return { lines: [done, ...link], isSound: true };
}

async function hasAdministrator({ database }: Config): Promise<boolean> {
  const reader = await openReader(database);
  try {
    return (await reader.query<unknown[]>(`SELECT 1 FROM "user" WHERE "role" = 'admin' LIMIT 1`)).length > 0;
  } finally {
    await reader.destroy();
  }
}
