import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../tools/free-port.mjs';

/** Whether a server can be kept to one core and the load to another. */
const PINS = ['0', '1'].every((core) => spawnSync('taskset', ['-c', core, 'true']).status === 0);

/** Keeps this process to the second core; what it starts as `pinned` has the first one to itself. */
export function pinLoad() {
  if (PINS) spawnSync('taskset', ['-a', '-c', '-p', '1', String(process.pid)]);
  else console.log('server and load cannot be kept to a core each here: the figures waver more');
}

/**
 * Starts a program that listens on PORT, and waits for the line that says so.
 *
 * @param {{script: string, ready: string, pinned?: boolean, args?: string[]}} program
 * @param {Record<string, string>} env besides the address
 */
export async function startServer({ script, ready, pinned = false, args = [] }, env) {
  const port = await freePort();
  const address = {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: 'warn',
    UPLOADS_DIR: join(tmpdir(), 'veche-uploads'),
  };
  const command = [...(pinned && PINS ? ['taskset', '-c', '0'] : []), process.execPath, ...args, script];
  const child = spawn(command[0], command.slice(1), {
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

export const VECHE = { script: 'dist/main.js', ready: 'Veche is ready' };

/** Makes an account; the cookie is its session. */
export const register = (url, username) => enter(url, 'register', username);

/** Opens one more session of an account that `register` made. */
export const signIn = (url, username) => enter(url, 'login', username);

async function enter(url, way, username) {
  const answer = await fetch(`${url}/api/auth/${way}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: 'a password for benches' }),
  });
  if (!answer.ok) throw new Error(`${way} failed: ${await answer.text()}`);
  return { cookie: answer.headers.get('set-cookie').split(';')[0], user: (await answer.json()).user };
}

/** Memory of a process in MB, as the system counts it. NaN where there is no /proc. */
export function residentMegabytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
  } catch {
    return NaN;
  }
}

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
