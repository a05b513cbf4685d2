import { describe, expect, it } from '@jest/globals';
import { load } from 'js-yaml';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config/config.js';

/** There need be no Docker here: what its files name is compared with what there is. */
const lines = readFileSync('deploy/Dockerfile', 'utf8')
  .split('\n')
  .filter((line) => /^[A-Z]/.test(line));
const of = (instruction: string): string[] =>
  lines.filter((line) => line.startsWith(`${instruction} `)).map((line) => line.slice(instruction.length + 1));
const read = new Set(
  [...readFileSync('src/config/config.ts', 'utf8').matchAll(/env, '([A-Z_]+)'/g)].map(([, name]) => name!),
);

describe('the Dockerfile', () => {
  it('copies and runs what is there after a build', () => {
    const copied = of('COPY').flatMap((line) => /^--from=build \/app\/(\S+) \.\/\S*$/.exec(line)?.[1] ?? []);
    expect(copied).toEqual(['package.json', 'node_modules', 'dist', 'web/dist']);
    const [, ...words] = JSON.parse(of('CMD')[0]!) as string[];
    const program = words.find((word) => word.endsWith('.js'))!;
    expect([...copied, program, 'tools/prepare.mjs'].filter((path) => !existsSync(path))).toEqual([]);
    expect(of('RUN').join()).toContain('node tools/prepare.mjs build');
  });

  it('runs as nobody special, keeps its data in a volume, and asks whether it is ready', () => {
    expect([of('USER'), of('VOLUME')]).toEqual([['node'], ['/data']]);
    expect(lines.findIndex((line) => line.startsWith('USER'))).toBeLessThan(
      lines.findIndex((line) => line.startsWith('CMD')),
    );
    const [, check] = /CMD (\[.*\])$/.exec(of('HEALTHCHECK')[0]!)!;
    const [, ...words] = JSON.parse(check!) as string[];
    // As a program: nothing listens there.
    const env = { ...process.env, PORT: '1' };
    expect(() => execFileSync(process.execPath, words, { env, stdio: 'pipe' })).toThrow(/^Command failed/);
    expect(words.join()).toContain('/health/ready');
  });

  it('is given all that the build reads, and nothing that people said', () => {
    const kept = readFileSync('deploy/Dockerfile.dockerignore', 'utf8')
      .match(/^!.+$/gm)!
      .map((line) => line.slice(1));
    const all = [...readFileSync('tools/prepare.mjs', 'utf8').matchAll(/inputs: \[([^\]]+)\]/g)].flatMap(([, list]) =>
      list!.match(/[\w./-]+/g)!,
    );
    expect(all.length).toBeGreaterThan(10);
    expect(all.filter((path) => !kept.some((one) => path === one || path.startsWith(`${one}/`)))).toEqual([]);
    expect(kept.filter((path) => !existsSync(path) || /data|uploads|env/.test(path))).toEqual([]);
  });
});

interface Service {
  build?: { context: string; dockerfile: string };
  environment?: Record<string, string>;
  volumes?: string[];
}

const composed = readdirSync('deploy').filter((name) => /^compose\..*yml$/.test(name));

describe.each(composed)('%s', (name) => {
  const file = load(readFileSync(join('deploy', name), 'utf8')) as {
    services: Record<string, Service>;
    volumes: object;
  };
  const { veche } = file.services;

  it('builds that Dockerfile, and keeps /data', () => {
    expect(existsSync(join('deploy', veche!.build!.context, veche!.build!.dockerfile))).toBe(true);
    expect(veche!.volumes).toContain('data:/data');
    const named = Object.values(file.services).flatMap(({ volumes = [] }) => volumes.map((one) => one.split(':')[0]!));
    expect(Object.keys(file.volumes).sort()).toEqual(named.sort());
  });

  it('gives settings that there are, with values that they take', () => {
    const settings = Object.entries(veche!.environment ?? {});
    expect(settings.filter(([setting]) => !read.has(setting))).toEqual([]);
    const given = settings.map(([setting, value]) => [
      setting,
      value.replace('${SITE:?}', 'chat.example.org').replace('${POSTGRES_PASSWORD:?}', 'letters'),
    ]);
    expect(() => readConfig(Object.fromEntries(given) as Record<string, string>)).not.toThrow();
  });
});

it('there is a file for SQLite alone, one with PostgreSQL, and one behind Caddy', () => {
  expect(composed.sort()).toEqual(['compose.caddy.yml', 'compose.postgres.yml', 'compose.yml']);
});
