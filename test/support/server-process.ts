import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The built server as a process of its own, which can be killed. */
export interface ServerProcess {
  url: string;
  pid: number;
  /** What it printed so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export function endServers(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/**
 * Starts `dist` with these settings, and node with these arguments before the program, in this working directory. Resolves
 * when it says that it is ready; rejects with what it printed when it ends before that.
 */
export async function startServer(
  settings: Record<string, string>,
  nodeArguments: string[] = [],
  program: string[] = ['dist/main.js'],
  cwd?: string,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...nodeArguments, ...program], { env: environment(settings), cwd });
  running.add(child);
  let output = '';
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? signal ?? 0);
    });
  });
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Veche is ready')) resolve();
      });
    }
  });
  const outcome = await Promise.race([ready, ended]);
  if (outcome !== undefined) throw new Error(`exit ${outcome}: ${output}`);
  return {
    url: `http://127.0.0.1:${settings['PORT'] ?? ''}`,
    pid: child.pid!,
    output: () => output,
    signal: (name) => child.kill(name),
    ended,
  };
}

/** What the command line of `dist` answers to these words. */
export async function runVeche(
  settings: Record<string, string>,
  ...words: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['dist/src/cli/main.js', ...words], { env: environment(settings) });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

function environment(settings: Record<string, string>): Record<string, string> {
  const { PATH = '', TMPDIR = '' } = process.env;
  const usual = { HOST: '127.0.0.1', UPLOADS_DIR: join(tmpdir(), 'veche-uploads') };
  return { PATH, TMPDIR, ...usual, RATE_LIMITS: 'off', LOG_LEVEL: 'warn', ...settings };
}
