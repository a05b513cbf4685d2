import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import precompressed from 'express-static-gzip';
import helmet from 'helmet';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppModule } from './app.module.js';
import { SessionCookie } from './auth/session-cookie.js';
import { refuseForeignOrigin } from './auth/same-origin.js';
import { createLogger, logRequests, NestLogger } from './common/logger.js';
import { ProblemFilter } from './common/problem.filter.js';
import { validation } from './common/validation.js';
import { readCertificate } from './config/certificate.js';
import type { Config } from './config/config.js';
import { ROOT } from './config/root.js';
import { LIMITS } from './contract/limits.js';
import { serveApiDocument } from './openapi.js';
import { SocketAdapter } from './realtime/socket-adapter.js';

/** How long one request may take to arrive. */
const UPLOAD_MS = 30 * 60_000;
const CLIENT = join(ROOT, 'web/dist');

/** The folder where the built client is missing; null where it is there. */
export const missingClient = (): string | null => (existsSync(join(CLIENT, 'index.html')) ? null : CLIENT);

/** The whole server, ready to listen. Tests start the same one. */
export async function createApp(
  config: Config,
  logger = createLogger(config.logLevel),
): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
    ...(config.tls && { httpsOptions: readCertificate(config.tls) }),
  });
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  // What is not stored needs no tag, which hashes all of an answer; files have tags of their own.
  app.disable('etag');
  app.disable('x-powered-by');
  app.use(logRequests(logger));
  app.use(helmet(securityHeaders));
  app.use(compressText());
  serveClient(app);
  app.use(['/api', '/admin'], noStore, refuseForeignOrigin(config.publicUrl), app.get(SessionCookie).middleware());
  // The only form that a page without a script sends.
  app.use('/admin/confirm', express.urlencoded({ extended: false, limit: LIMITS.requestBytes }));
  app.use('/api', express.json({ limit: LIMITS.requestBytes }));
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready', 'metrics', 'admin', 'admin/*path'] });
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter());
  app.useWebSocketAdapter(new SocketAdapter(app));
  serveApiDocument(app);
  // A large file over a slow line; whoever sends nothing is cut off sooner, by `receiveFile`.
  app.getHttpServer().requestTimeout = UPLOAD_MS;
  return app;
}

/** Nothing is ever loaded from elsewhere. No HSTS and no upgrade to TLS: most installations begin on plain HTTP. */
const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      fontSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      // No script is made of text; the one address of a script that the client makes is its service worker's.
      requireTrustedTypesFor: ["'script'"],
      trustedTypes: ['veche-worker'],
    },
  },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' as const },
};

/** Files and pictures are as small as they get, and there are many of them: they are not even asked. */
function compressText(): RequestHandler {
  const compress = compression();
  return (request, response, next) => {
    if (/^\/api\/(uploads|(users|groups)\/[^/]+\/avatar)\//.test(request.path)) next();
    else compress(request, response, next);
  };
}

/** The built client; its pages are all index.html, which finds its way by the address. */
function serveClient(app: NestExpressApplication): void {
  const kept = { immutable: true, maxAge: '365d', fallthrough: false };
  app.use('/assets', precompressed(`${CLIENT}/assets`, { enableBrotli: true, index: false, serveStatic: kept }));
  const files = express.static(CLIENT, { index: false, cacheControl: false, setHeaders: askEachTime });
  app.use((request: Request, response: Response, next: NextFunction) => {
    // Else each of their requests would look for a file first, a tenth of what a small one costs.
    if (/^\/(api|admin|health|metrics|socket\.io)(\/|$)/.test(request.path)) next();
    else files(request, response, page(request, response, next));
  });
}

/** The service worker above all: a kept one would hold back the next build. */
function askEachTime(response: Response): void {
  response.setHeader('Cache-Control', 'no-cache');
}

/** Answers with the page where there is no such file. */
const page = (request: Request, response: Response, next: NextFunction) => (error?: unknown) => {
  if (error || !/^(GET|HEAD)$/.test(request.method) || request.accepts('html') === false) next(error);
  else response.sendFile('index.html', { root: CLIENT, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } });
};

/** What is answered to one person must not come out of anybody's cache to another. */
function noStore(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store, private');
  next();
}
