import { ExpressAdapter, type NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { SESSION_COOKIE } from './auth/session-cookie.js';
import { describedApi } from './common/api-docs.js';
import { ProblemView } from './common/problem.view.js';

/** The OpenAPI 3.1 document of every route. */
export async function apiDocument(app: NestExpressApplication): Promise<OpenAPIObject> {
  const { DocumentBuilder, getSchemaPath, SwaggerModule } = await describedApi();
  const about = new DocumentBuilder()
    .setTitle('Veche')
    .setDescription('Self-hosted chat. Errors are application/problem+json (RFC 9457) with a stable `code`.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addCookieAuth(SESSION_COOKIE)
    .addSecurityRequirements('cookie')
    .addGlobalResponse({
      status: 'default',
      description: 'Any error',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemView) } } },
    })
    .build();
  return SwaggerModule.createDocument(app, about, {
    operationIdFactory: (_controller, method) => method,
    extraModels: [ProblemView],
  });
}

/** The document at /api/openapi.json, and a page to read and try it at /api/docs; both are made when somebody first asks. */
export function serveApiDocument(app: NestExpressApplication): void {
  let made: Promise<RequestHandler> | undefined;
  app.use((request: Request, response: Response, next: NextFunction) => {
    if (!/^\/api\/(docs(\/|$)|openapi\.json$)/.test(request.path)) {
      next();
      return;
    }
    made ??= documentSite(app);
    made.then((site) => {
      site(request, response, next);
    }, next);
  });
}

/** A site of its own, since Nest's has its last route already when somebody asks. */
async function documentSite(app: NestExpressApplication): Promise<RequestHandler> {
  const site = express();
  site.disable('etag');
  site.disable('x-powered-by');
  site.use('/api/docs', relaxPolicy);
  const adapter = new ExpressAdapter(site);
  const place = Object.create(app, {
    getHttpAdapter: { value: () => adapter },
    useStaticAssets: { value: adapter.useStaticAssets.bind(adapter) },
  }) as NestExpressApplication;
  const document = await apiDocument(app);
  const { SwaggerModule } = await describedApi();
  SwaggerModule.setup('api/docs', place, document, { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] });
  return site;
}

/** Swagger UI styles its page inline and writes HTML itself; scripts stay ours alone. */
function relaxPolicy(_: Request, response: Response, next: NextFunction): void {
  const policy = String(response.getHeader('Content-Security-Policy'))
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace(/;(require-trusted-types-for|trusted-types) [^;]*/g, '');
  response.setHeader('Content-Security-Policy', policy);
  next();
}
