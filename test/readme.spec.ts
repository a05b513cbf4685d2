import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PASSWORD, register } from './support/people.js';
import { freePort } from './support/server-process.js';

const readme = readFileSync('README.md', 'utf8');
const named = (pattern: RegExp): string[] => [...new Set([...readme.matchAll(pattern)].map(([, name]) => name!))];
const inConfig = [...readFileSync('src/config/config.ts', 'utf8').matchAll(/env, '([A-Z_]+)'/g)].map(
  ([, name]) => name!,
);

describe('the README', () => {
  it('is short', () => {
    expect(readme.split('\n').length).toBeLessThan(200);
  });

  it('leads nowhere that is not there', () => {
    const places = named(/(?:\]\(|src=")([^)"]+)[)"]/g);
    expect(places.length).toBeGreaterThan(5);
    expect(places.filter((place) => /^[a-z]+:/.test(place) || !existsSync(place))).toEqual([]);
  });

  it('names the settings that are read, all of them and no others', () => {
    const rows = readme.split('\n').filter((line) => /^\| `[A-Z]/.test(line));
    const settings = rows.flatMap((row) => row.split('|')[1]!.match(/[A-Z_]+/g)!);
    expect(settings.sort()).toEqual([...inConfig].sort());
  });

  it('names scripts that are in package.json', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
    const used = [...named(/npm run (?:--silent )?([\w:]+)/g), ...named(/`npm (start|test)`/g), 'start'];
    expect(used.length).toBeGreaterThan(8);
    expect(used.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** Its commands, one after the other, as a person would give them: only the places are other ones. */
describe('what the README says to type', () => {
  const folder = mkdtempSync(join(tmpdir(), 'veche-readme-'));
  const here = { DATABASE_URL: `sqlite:${folder}/veche.sqlite`, UPLOADS_DIR: join(folder, 'uploads') };
  const elsewhere = { DATABASE_URL: `sqlite:${folder}/other/veche.sqlite`, UPLOADS_DIR: join(folder, 'other/uploads') };
  const commands = named(/`(npm run --silent veche -- [^`]+)`/g);
  const backup = join(folder, 'backup');
  let port: string;
  let server: ChildProcess;
  let printed = '';

  function type(command: string, settings: Record<string, string>): ChildProcess {
    const { PATH, HOME, TMPDIR = '' } = process.env;
    const env = { PATH, HOME, TMPDIR, PORT: port, LOG_LEVEL: 'warn', ...settings };
    return spawn(command, { shell: true, detached: true, env });
  }
  async function answerTo(command: string, settings: Record<string, string>): Promise<{ code: unknown; said: string }> {
    const child = type(command, settings);
    let said = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    return { code, said };
  }
  const veche = (words: string, settings: Record<string, string> = here) => {
    const command = commands.find((one) => one.includes(`-- ${words}`));
    if (!command) throw new Error(`the README does not name veche ${words}`);
    return answerTo(command.replace('<folder>', backup).replace('<username>', 'ann'), settings);
  };
  const end = async (): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    process.kill(-server.pid!, 'SIGTERM');
    await new Promise((resolve) => server.once('close', resolve));
  };

  beforeAll(async () => {
    port = String(await freePort());
    server = type(/```\n(npm start)\n```/.exec(readme)![1]!, here);
    const ready = new Promise<void>((resolve) => {
      server.stdout!.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('setup=')) resolve();
      });
    });
    await ready;
  }, 120_000);
  afterAll(async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('starts a server that says what the README shows', () => {
    const shown = /says\n\n```\n([^`]+)\n```/.exec(readme)![1]!.replaceAll('3000', port);
    const [before] = shown.split('…');
    expect(printed).toContain(before);
  });

  it('is a client that sends, as it stands there', async () => {
    await register({ url: `http://localhost:${port}` }, 'ann');
    const program = /```js\n([^`]+)```/.exec(readme)![1]!;
    const file = join('test', `.readme-${port}.mjs`);
    writeFileSync(file, program.replaceAll('localhost:3000', `localhost:${port}`).replace(`'…'`, `'${PASSWORD}'`));
    const child = type(`exec node ${file}`, here);
    const told = new Promise<string>((resolve) => {
      let out = '';
      for (const stream of [child.stdout!, child.stderr!])
        stream.on('data', (chunk: Buffer) => {
          out += chunk.toString();
          if (/deduplicated|Error/.test(out)) resolve(out);
        });
    });
    const said = await told.finally(() => {
      rmSync(file);
    });
    child.kill();
    expect(said).toMatch(/ok: true[^]*body: 'Hello!'[^]*deduplicated: false/);
  }, 120_000);

  it('looks after the server while it runs', async () => {
    expect(await veche('backup')).toMatchObject({ code: 0, said: expect.stringContaining(backup) });
    expect(await veche('check')).toMatchObject({ code: 0, said: expect.stringContaining('All is well.') });
    expect(await veche('user reset-password')).toMatchObject({
      code: 0,
      said: expect.stringContaining('/reset#token='),
    });
    expect(await veche('user remove-second-factor')).toMatchObject({
      code: 1,
      said: expect.stringContaining('ann has no second factor.'),
    });
    expect(await veche('admin')).toMatchObject({ code: 0, said: expect.stringContaining('/register#setup=') });
  }, 120_000);

  it('looks after it while it stands still', async () => {
    await end();
    expect(await veche('migrate')).toMatchObject({ code: 0, said: 'The database is up to date.\n' });
    expect(await veche('setup')).toMatchObject({ code: 0, said: expect.stringContaining('setup=') });
    expect(await veche('restore', elsewhere)).toMatchObject({
      code: 0,
      said: expect.stringContaining('is restored to'),
    });
    expect(await veche('check', elsewhere)).toMatchObject({ code: 0, said: expect.stringContaining('message: 1\n') });
  }, 120_000);

  it('is nothing that was not tried here', () => {
    const tried = [
      'backup',
      'check',
      'user reset-password',
      'user remove-second-factor',
      'admin',
      'migrate',
      'setup',
      'restore',
    ];
    expect(commands.filter((command) => !tried.some((words) => command.includes(`-- ${words}`)))).toEqual([]);
  });
});
