import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';

export type DatabaseLocation = { engine: 'sqlite'; file: string } | { engine: 'postgres'; url: string };

export interface Config {
  host: string;
  port: number;
  database: DatabaseLocation;
  /** Where secrets that were made on the first start are kept: beside the SQLite file, else `data`. */
  dataDir: string;
  /** Where the bytes of files lie. */
  uploadsDir: string;
  /** The address people use, without a slash at the end; null means the one the request came to. */
  publicUrl: string | null;
  registration: 'open' | 'invite';
  /** `required`: administrators without a second factor can do only what everybody can. */
  adminSecondFactor: 'required' | 'optional';
  /** What Express calls `trust proxy`: false, or the addresses whose X-Forwarded-* headers are believed. */
  trustProxy: false | string[];
  logLevel: LogLevel;
  /** Every statement is printed, laid out for people. */
  logSql: boolean;
  rateLimits: boolean;
  /** Where push services may be: in the internet by https, or, for tests, anywhere. */
  pushAddresses: 'public' | 'any';
  /** Files in PEM: then the server itself speaks https. */
  tls: { cert: string; key: string } | null;
  /** What Prometheus shows to read the metrics; null means that there are none. */
  metricsToken: string | null;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** A setting is wrong; the message is a sentence for the operator and names it. */
export class ConfigError extends Error {
  /** For what the system or a library refused: its own words behind ours. */
  static because(what: string, cause: unknown): ConfigError {
    return new ConfigError(`${what}: ${cause instanceof Error ? cause.message : String(cause)}.`, { cause });
  }
}

type Env = Record<string, string | undefined>;

/** Reads the settings of this process, and of the file `.env` where there is one; real variables win over the file. */
export function loadConfig(): Config {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return readConfig(process.env);
}

/** @throws ConfigError for the first setting that is wrong */
export function readConfig(env: Env): Config {
  const database = databaseLocation(text(env, 'DATABASE_URL', 'sqlite:data/veche.sqlite'));
  return Object.freeze({
    host: text(env, 'HOST', '0.0.0.0'),
    port: wholeNumber(env, 'PORT', 3000, 0, 65_535),
    database,
    dataDir: database.engine === 'sqlite' ? join(database.file, '..') : resolve('data'),
    uploadsDir: resolve(text(env, 'UPLOADS_DIR', 'uploads')),
    publicUrl: address(env, 'PUBLIC_URL'),
    registration: oneOf(env, 'REGISTRATION', ['open', 'invite'] as const, 'open'),
    adminSecondFactor: oneOf(env, 'ADMIN_SECOND_FACTOR', ['required', 'optional'] as const, 'optional'),
    trustProxy: proxies(text(env, 'TRUST_PROXY', '')),
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    logSql: oneOf(env, 'LOG_SQL', ['0', '1'] as const, '0') === '1',
    rateLimits: oneOf(env, 'RATE_LIMITS', ['on', 'off'] as const, 'on') === 'on',
    pushAddresses: oneOf(env, 'PUSH_ADDRESSES', ['public', 'any'] as const, 'public'),
    tls: certificate(text(env, 'TLS_CERT', ''), text(env, 'TLS_KEY', '')),
    metricsToken: token(env, 'METRICS_TOKEN'),
  });
}

function text(env: Env, name: string, otherwise: string): string {
  return env[name]?.trim() || otherwise;
}

function wholeNumber(env: Env, name: string, otherwise: number, min: number, max: number): number {
  const given = text(env, name, String(otherwise));
  const value = Number(given);
  if (!/^\d+$/.test(given) || value < min || value > max) {
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}, not "${given}".`);
  }
  return value;
}

function oneOf<const Value extends string>(env: Env, name: string, allowed: readonly Value[], otherwise: Value): Value {
  const given = text(env, name, otherwise);
  const found = allowed.find((value) => value === given);
  if (!found) throw new ConfigError(`${name} must be one of ${allowed.join(', ')}, not "${given}".`);
  return found;
}

function certificate(cert: string, key: string): Config['tls'] {
  if (!cert && !key) return null;
  if (!cert || !key) throw new ConfigError('TLS_CERT and TLS_KEY must be set together, or neither of them.');
  return { cert: resolve(cert), key: resolve(key) };
}

function token(env: Env, name: string): string | null {
  const given = text(env, name, '');
  if (!given) return null;
  if (!/^[\x21-\x7e]{16,}$/.test(given)) {
    throw new ConfigError(`${name} must be at least 16 visible ASCII characters, without spaces.`);
  }
  return given;
}

function address(env: Env, name: string): string | null {
  const given = text(env, name, '');
  if (!given) return null;
  // It would be printed, with its password.
  if (given.includes('@')) throw new ConfigError(`${name} must be an address without a name and a password.`);
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash) {
    throw new ConfigError(`${name} must be an address like https://chat.example.org, not "${given}".`);
  }
  return url.origin;
}

function databaseLocation(given: string): DatabaseLocation {
  if (given === 'sqlite::memory:') throw new ConfigError('DATABASE_URL must name a file; memory keeps nothing.');
  if (given.startsWith('sqlite:') && given.length > 'sqlite:'.length) {
    return { engine: 'sqlite', file: resolve(given.slice('sqlite:'.length)) };
  }
  if (/^postgres(ql)?:\/\//.test(given) && URL.canParse(given)) return { engine: 'postgres', url: given };
  throw new ConfigError(
    `DATABASE_URL must look like sqlite:data/veche.sqlite or postgres://user:password@host:5432/name; ` +
      `it begins with "${given.split(':')[0] ?? ''}:".`,
  );
}

/** A list of proxies, never "everybody": a forged header must not choose the address that limits count on. */
function proxies(given: string): false | string[] {
  if (!given) return false;
  const list = given.split(',').map((entry) => entry.trim());
  const wrong = list.find((entry) => !isProxy(entry));
  if (wrong !== undefined) {
    throw new ConfigError(
      `TRUST_PROXY must list addresses or networks like 10.0.0.0/8, or loopback, separated by commas, not "${wrong}".`,
    );
  }
  return list;
}

/** Nothing that Express would refuse: it reads the list only when the server is made, and does not name the setting. */
function isProxy(entry: string): boolean {
  if (/^(loopback|linklocal|uniquelocal)$/.test(entry)) return true;
  const [, ip = '', bits = '1'] = /^([\da-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const longest = { 0: 0, 4: 32, 6: 128 }[isIP(ip)] ?? 0;
  return Number(bits) >= 1 && Number(bits) <= longest;
}
