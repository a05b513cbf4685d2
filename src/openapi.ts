import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { SESSION_COOKIE } from './auth/session-cookie.js';
import { ProblemView } from './common/problem.view.js';

/** The OpenAPI 3.1 document of every route. */
export function apiDocument(app: NestExpressApplication): OpenAPIObject {
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

/**
 * The document at /api/openapi.json, and a page to read and try it at /api/docs. It is made when somebody first asks: that
 * was a sixth of the CPU time of a start.
 */
export function serveApiDocument(app: NestExpressApplication): void {
  app.use('/api/docs', relaxPolicy);
  SwaggerModule.setup('api/docs', app, () => apiDocument(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: '',
  });
}

/** Swagger UI styles its page inline and writes HTML itself; scripts stay ours alone. */
function relaxPolicy(_: Request, response: Response, next: NextFunction): void {
  const policy = String(response.getHeader('Content-Security-Policy'))
    .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    .replace(/;(require-trusted-types-for|trusted-types) [^;]*/g, '');
  response.setHeader('Content-Security-Policy', policy);
  next();
}
