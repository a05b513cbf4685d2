import { describe, expect, it } from '@jest/globals';
import express from 'express';
import { ConfigError, readConfig } from '../../src/config/config.js';

describe('the settings', () => {
  it('start a SQLite server on port 3000 when nothing is set', () => {
    const config = readConfig({});
    expect(config).toMatchObject({ port: 3000, registration: 'open', trustProxy: false, rateLimits: true });
    expect(config.database).toMatchObject({ engine: 'sqlite' });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['DATABASE_URL', 'mysql://localhost/veche'],
    ['DATABASE_URL', 'sqlite:'],
    ['DATABASE_URL', 'sqlite::memory:'],
    ['PUBLIC_URL', 'chat.example.org'],
    ['PUBLIC_URL', 'https://example.org/chat'],
    ['PUBLIC_URL', 'https://me:secret@example.org'],
    ['REGISTRATION', 'closed'],
    ['ADMIN_SECOND_FACTOR', 'yes'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.0/0'],
    ['TRUST_PROXY', 'fd00::/129'],
    ['TRUST_PROXY', '::::'],
    ['TRUST_PROXY', '999.1.1.1'],
    ['TRUST_PROXY', 'loopback, 10.0.0.0/'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_SQL', 'yes'],
    ['RATE_LIMITS', 'yes'],
    ['METRICS_TOKEN', 'too short'],
    ['METRICS_TOKEN', 'long enough, but with spaces'],
  ])('refuse %s=%s with a sentence that names it', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} must .+`));
  });

  it.each([
    ['DATABASE_URL', 'mysql://me:secret@localhost/veche'],
    ['PUBLIC_URL', 'https://me:secret@example.org'],
    ['PUBLIC_URL', 'https://me:secret@example.org/chat'],
    ['PUBLIC_URL', 'https://me:secret@example.org:99999'],
  ])('never repeat the password in %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).not.toThrow(/secret/);
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('take proxies as a list of networks', () => {
    const networks = ['10.0.0.0/8', 'loopback', '192.0.2.1', 'fd00::/8', '::1', '::ffff:10.0.0.0/104', '10.1.2.3/32'];
    const { trustProxy } = readConfig({ TRUST_PROXY: networks.join(', ') });
    expect(trustProxy).toEqual(networks);
    expect(() => express().set('trust proxy', trustProxy)).not.toThrow();
  });
});
