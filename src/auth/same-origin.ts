import type { RequestHandler } from 'express';
import type { IncomingMessage } from 'node:http';
import { AppError } from '../common/app-error.js';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request may act with the cookie it carries. Browsers say where a request comes from; programs say nothing, and
 * carry no cookie that somebody else gave them.
 */
export function isSameOrigin({ headers }: Pick<IncomingMessage, 'headers'>, publicUrl: string | null): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return /^(same-origin|none)$/.test(headers['sec-fetch-site'] ?? 'none');
  if (origin === publicUrl) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  const here = `${from.protocol}//${host ?? ''}`;
  // Both through URL: a Host header may name the port that the scheme implies.
  return URL.canParse(here) && from.host === new URL(here).host;
}

/** Refuses unsafe requests from another site. */
export const refuseForeignOrigin =
  (publicUrl: string | null): RequestHandler =>
  (request, _response, next) => {
    const allowed = SAFE.has(request.method) || isSameOrigin(request, publicUrl);
    next(allowed ? undefined : new AppError('foreign_origin'));
  };
