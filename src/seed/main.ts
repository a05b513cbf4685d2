import { parseArgs } from 'node:util';
import { createApp } from '../app.js';
import { ConfigError, loadConfig } from '../config/config.js';
import { fill, SeedError, type Wishes } from './fill.js';

process.umask(0o077);
await sow().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof SeedError;
  process.stderr.write(`The seed was not sown: ${known ? error.message : unexpected(error)}\n`);
  process.exitCode = 1;
});
// What is kept alive to serve others has nobody to serve.
process.exit();

async function sow(): Promise<void> {
  const wishes = readWishes();
  // It is nobody's server while it is filled, and a quick guest must not be taken for a flood.
  const config = { ...loadConfig(), rateLimits: false, registration: 'open' as const, logLevel: 'warn' as const };
  const app = await createApp({ ...config, publicUrl: null });
  await app.init();
  try {
    await fill(app, wishes, (sentence) => process.stdout.write(`${sentence}\n`));
  } finally {
    await app.close();
  }
}

function readWishes(): Wishes {
  const number = { type: 'string', default: '0' } as const;
  try {
    const { values } = parseArgs({ options: { messages: number, channels: number } });
    return { messages: whole(values.messages), channels: whole(values.channels) };
  } catch {
    throw new SeedError('It takes --messages N and --channels N, whole numbers up to a million, and nothing else.');
  }
}

function whole(given: string): number {
  if (!/^\d{1,6}$|^1000000$/.test(given)) throw new Error('no such number');
  return Number(given);
}

function unexpected(error: unknown): string {
  const what = error instanceof Error ? String(error.stack) : String(error);
  return `${what}\nWhat was written before stays; empty the database before the next try.`;
}
