import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:https';
import { createApp, missingClient } from './app.js';
import { Admission } from './auth/admission.js';
import { createLogger } from './common/logger.js';
import { readCertificate } from './config/certificate.js';
import { type Config, ConfigError, loadConfig } from './config/config.js';

/** How long a stop may take before it is forced. */
const STOP_MS = 10_000;

// The database and the files are for nobody else on this machine, as the secrets are.
process.umask(0o077);
await start().catch((error: unknown) => {
  const sentence = error instanceof ConfigError ? error.message : error;
  process.stderr.write(
    `Veche does not start: ${sentence instanceof Error ? String(sentence.stack) : String(sentence)}\n`,
  );
  process.exit(1);
});

async function start(): Promise<void> {
  const config = loadConfig();
  const log = createLogger(config.logLevel);
  const app = await createApp(config, log);
  stopOnSignals(app, log);
  if (config.tls) renewOnSignal(app, config.tls);
  await app.init();
  await app.listen(config.port, config.host).catch((error: unknown) => {
    throw ConfigError.because('HOST and PORT cannot be listened at', error);
  });
  log.info({ node: process.version, database: config.database.engine, port: config.port }, 'started');
  await greet(app, config);
}

async function greet(app: NestExpressApplication, config: Config): Promise<void> {
  const address = config.publicUrl ?? (await app.getUrl()).replace(/\[::1?\]|0\.0\.0\.0|127\.0\.0\.1/, 'localhost');
  const setupLink = await app.get(Admission).setupLink(address);
  const missing = missingClient();
  const lines = [
    `Veche is ready at ${address}`,
    !config.rateLimits && 'RATE_LIMITS=off: attempts are not limited. Never leave it so on an open network.',
    config.pushAddresses === 'any' &&
      'PUSH_ADDRESSES=any: browsers can name any address to be told at. Never leave it so on an open network.',
    missing && `There is no built client in ${missing}: pages are not found, and the API works without.`,
    setupLink && `There is no administrator yet. Whoever opens this link becomes the first:\n  ${setupLink}`,
  ];
  process.stdout.write(`${lines.filter(Boolean).join('\n')}\n`);
}

/** Whoever looks for the reason of a gap sees whether it was asked to stop, and whether it came to its end. */
function stopOnSignals(app: NestExpressApplication, log: ReturnType<typeof createLogger>): void {
  const stop = (signal: NodeJS.Signals) => {
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    app.close().then(
      () => {
        log.info('stopped');
        process.exit(0);
      },
      (error: unknown) => {
        log.error({ err: error }, 'not stopped as it should be');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

/** SIGHUP after a renewed certificate: new connections get it, and the open ones go on. */
function renewOnSignal(app: NestExpressApplication, tls: NonNullable<Config['tls']>): void {
  const logger = new Logger('Certificate');
  process.on('SIGHUP', () => {
    try {
      (app.getHttpServer() as unknown as Server).setSecureContext(readCertificate(tls));
      logger.warn('the certificate was read anew');
    } catch (error) {
      logger.error({ err: error }, 'the certificate was not read anew; the old one stays');
    }
  });
}
