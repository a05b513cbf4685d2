// A server with the community of `npm run seed`, and the browser that looks at it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startServer, VECHE } from './server.mjs';

/** Of everybody in that community. */
export const PASSWORD = 'the bell rings at noon';
const BROWSERS = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Stopping it throws its data away. */
export async function startSeeded(...options) {
  const folder = mkdtempSync(join(tmpdir(), 'veche-seeded-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const env = { DATABASE_URL: `sqlite:${join(folder, 'veche.sqlite')}`, UPLOADS_DIR: join(folder, 'uploads') };
  const { status } = spawnSync(process.execPath, ['dist/src/seed/main.js', ...options], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) {
    remove();
    throw new Error('The seed failed.');
  }
  const { url, stop } = await startServer(VECHE, env);
  return { url, stop: () => stop().finally(remove) };
}

/** The cookie of a new session. */
export async function signIn(url, username, userAgent = 'node') {
  const answer = await fetch(`${url}/api/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${username} cannot sign in: ${await answer.text()}`);
  return answer.headers.get('set-cookie').split(';')[0];
}

export async function openBrowser(...args) {
  const executablePath = BROWSERS.find((path) => path !== '' && existsSync(path));
  if (!executablePath) throw new Error('No Chromium found; CHROMIUM=/path/to/it names one.');
  const quiet = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  return chromium.launch({ executablePath, args: [...quiet, ...args] });
}
