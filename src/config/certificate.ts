import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { type Config, ConfigError } from './config.js';

/**
 * The certificate and the key as they are on the disk now.
 *
 * @throws ConfigError with a sentence when they cannot be read, or do not belong together
 */
export function readCertificate({ cert, key }: NonNullable<Config['tls']>): { cert: Buffer; key: Buffer } {
  const options = { cert: read('TLS_CERT', cert), key: read('TLS_KEY', key) };
  try {
    createSecureContext(options);
  } catch (error) {
    throw ConfigError.because('TLS_CERT and TLS_KEY are no certificate and its key', error);
  }
  return options;
}

function read(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw ConfigError.because(`${name} cannot be read`, error);
  }
}
