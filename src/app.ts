import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { resolve } from 'node:path';
import { pinoHttp } from 'pino-http';
import { AppModule } from './app.module.js';
import { SessionCookie } from './auth/session-cookie.js';
import { refuseForeignOrigin } from './auth/same-origin.js';
import { createLogger, NestLogger, requestLogging } from './common/logger.js';
import { ProblemFilter } from './common/problem.filter.js';
import { validation } from './common/validation.js';
import type { Config } from './config/config.js';
import { LIMITS } from './contract/limits.js';
import { serveApiDocument } from './openapi.js';
import { SocketAdapter } from './realtime/socket-adapter.js';

const CLIENT = resolve('web/dist');

/** The whole server, ready to listen. Tests start the same one. */
export async function createApp(config: Config): Promise<NestExpressApplication> {
  const logger = createLogger(config.logLevel);
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use(pinoHttp(requestLogging(logger)));
  app.use(helmet(securityHeaders));
  app.use(compression());
  serveClient(app);
  app.use('/api', noStore, refuseForeignOrigin(config.publicUrl), app.get(SessionCookie).middleware());
  app.useBodyParser('json', { limit: LIMITS.requestBytes });
  app.setGlobalPrefix('api', { exclude: ['health/live', 'health/ready'] });
  app.useGlobalPipes(validation());
  app.useGlobalFilters(new ProblemFilter());
  app.useWebSocketAdapter(new SocketAdapter(app));
  serveApiDocument(app);
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
    },
  },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' as const },
};

/** The built client; its pages are all index.html, which finds its way by the address. */
function serveClient(app: NestExpressApplication): void {
  app.useStaticAssets(`${CLIENT}/assets`, { prefix: '/assets', immutable: true, maxAge: '365d', fallthrough: false });
  app.useStaticAssets(CLIENT, { index: false, maxAge: 0 });
  app.use((request: Request, response: Response, next: NextFunction) => {
    const isPage = /^(GET|HEAD)$/.test(request.method) && !/^\/(api|health|socket\.io)(\/|$)/.test(request.path);
    if (!isPage || request.accepts('html') === false) next();
    else
      response.sendFile('index.html', { root: CLIENT, cacheControl: false, headers: { 'Cache-Control': 'no-cache' } });
  });
}

/** What is answered to one person must not come out of anybody's cache to another. */
function noStore(_: Request, response: Response, next: NextFunction): void {
  response.setHeader('Cache-Control', 'no-store, private');
  next();
}
