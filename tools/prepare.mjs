// Brings a checkout up to date before it runs: installs what is missing, builds what changed.
// Plain JavaScript without dependencies, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const steps = {
  'server packages': {
    inputs: ['package-lock.json'],
    output: 'node_modules',
    command: ['npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'],
    seenBy: () => `${process.versions.modules} ${process.platform} ${process.arch}`,
  },
  'client packages': {
    inputs: ['web/package-lock.json'],
    output: 'web/node_modules',
    command: ['npm', 'ci', '--prefix', 'web', '--no-audit', '--no-fund', '--loglevel=error'],
    seenBy: () => `${process.versions.modules} ${process.platform} ${process.arch}`,
  },
  server: {
    inputs: [
      'src',
      'ormconfig.ts',
      'tools/bundle.mjs',
      'tsconfig.json',
      'tsconfig.build.json',
      'nest-cli.json',
      'package-lock.json',
    ],
    output: 'dist',
    command: ['npm', 'run', '--silent', 'build:server'],
  },
  client: {
    inputs: [
      'web/src',
      'web/public',
      'web/index.html',
      'web/vite.config.ts',
      'web/build',
      'web/sw',
      'web/tsconfig.json',
      'web/package-lock.json',
      'src/contract',
    ],
    output: 'web/dist',
    command: ['npm', 'run', '--silent', '--prefix', 'web', 'build'],
  },
};

const wanted = {
  packages: ['server packages', 'client packages'],
  build: ['server packages', 'client packages', 'server', 'client'],
};

const names = wanted[process.argv[2]];
if (!names) {
  console.error(`usage: node tools/prepare.mjs ${Object.keys(wanted).join(' | ')}`);
  process.exit(2);
}
refuseOldNode();
for (const name of names) bringUpToDate(name, steps[name]);

function refuseOldNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Veche needs Node 20.19 or newer; this is ${process.version}.`);
  process.exit(1);
}

function bringUpToDate(name, step) {
  const stamp = join(root, step.output, '.up-to-date');
  const now = fingerprint(step);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  const started = Date.now();
  console.log(`veche: ${step.output.endsWith('node_modules') ? 'installing' : 'building'} the ${name} …`);
  const [command, ...args] = step.command;
  const run = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (run.status !== 0) {
    console.error(`veche: the ${name} failed (${step.command.join(' ')}); nothing was started.`);
    process.exit(run.status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
  console.log(`veche: the ${name} took ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

function fingerprint({ inputs, seenBy }) {
  const hash = createHash('sha256').update(seenBy?.() ?? '');
  for (const input of inputs)
    for (const file of filesUnder(input)) hash.update(file).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((entry) => filesUnder(`${path}/${entry}`));
}
