// Adds to package-lock.json the packages of other platforms that npm left out, which it does when the registry it asked
// does not carry them. Without them `npm ci` refuses the lock file, here and everywhere. Run it after `npm install`:
//   node tools/complete-lock.mjs package-lock.json web/package-lock.json
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64', 'wasm32'];

for (const file of process.argv.slice(2)) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  let added = 0;
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
    if (path === '') continue;
    for (const [name, version] of Object.entries(optionalDependencies)) {
      if (isLocked(lock, path, name) || !/^\d/.test(version)) continue;
      lock.packages[`node_modules/${name}`] = { version, ...platform(name), ...(dev && { dev }), optional: true };
      added++;
    }
  }
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${file}: ${added} packages of other platforms added`);
}

/** Whether `name` is found from `path`, walking up as Node does. */
function isLocked(lock, path, name) {
  for (let folder = path; ; folder = folder.slice(0, folder.lastIndexOf('node_modules/')).replace(/\/$/, '')) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (folder === '') return false;
  }
}

/** Platform packages name their system and processor: @swc/core-linux-arm64-musl. */
function platform(name) {
  const words = name.split('/').at(-1).split('-');
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words
    .map((word) => (/^arm(eabi|v7)?/.test(word) && word !== 'arm64' ? 'arm' : word))
    .filter((word) => PROCESSORS.includes(word));
  const libc =
    words.includes('musl') || words.includes('musleabihf')
      ? ['musl']
      : words.some((word) => /^gnu/.test(word))
        ? ['glibc']
        : [];
  return {
    ...(cpu.length > 0 && { cpu: [...new Set(cpu)] }),
    ...(libc.length > 0 && os.includes('linux') && { libc }),
    ...(os.length > 0 && { os }),
  };
}
