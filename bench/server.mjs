import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../tools/free-port.mjs';

/**
 * Starts a program that listens on PORT, and waits for the line that says so.
 *
 * @param {{script: string, ready: string}} program
 * @param {Record<string, string>} env besides the address
 */
export async function startServer({ script, ready }, env) {
  const port = await freePort();
  const address = {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    UPLOADS_DIR: join(tmpdir(), 'veche-uploads'),
  };
  const child = spawn(process.execPath, [script], {
    env: { ...address, RATE_LIMITS: 'off', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await Promise.race([
    new Promise((resolve) => child.stdout.on('data', (text) => String(text).includes(ready) && resolve())),
    ended.then(() => Promise.reject(new Error(`${script} ended before it was ready`))),
  ]);
  const stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return { port, pid: child.pid, url: `http://127.0.0.1:${port}`, stop };
}

export const VECHE = { script: 'dist/src/main.js', ready: 'Veche is ready' };

/** Makes an account; the cookie is its session. */
export async function register(url, username) {
  const answer = await fetch(`${url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'a password for benches' }),
  });
  if (answer.status !== 201) throw new Error(`registering failed: ${await answer.text()}`);
  return { cookie: answer.headers.get('set-cookie').split(';')[0], user: (await answer.json()).user };
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
