import type { RequestHandler, Response } from 'express';
import { createHash, randomBytes } from 'node:crypto';
import { PAGE_SCRIPT } from './page-script.js';
import { STYLE, THEME_SCRIPT } from './theme.js';

const FONTS = /<link rel="stylesheet" href="https:\/\/fonts\.googleapis\.com[^>]*>/;
const YEAR_S = 365 * 24 * 60 * 60;

/**
 * What AdminJS' pages lack: they ask Google for fonts, hold scripts that a careful policy refuses, and fetch three megabytes
 * anew each time. Here nothing comes from elsewhere, only these two inline scripts run, and bundles are kept.
 */
export function finishPages(adminVersion: string): RequestHandler {
  const version = createHash('sha256').update(`${adminVersion} ${PAGE_SCRIPT}`).digest('hex').slice(0, 12);
  return (request, response, next) => {
    if (request.path.startsWith('/frontend/assets/')) keep(response, request.query['v'] === version);
    else if (!request.path.startsWith('/api/')) finish(response, version);
    next();
  };
}

function keep(response: Response, isCurrent: boolean): void {
  response.setHeader('Cache-Control', isCurrent ? `private, max-age=${YEAR_S}, immutable` : 'private, no-cache');
}

function finish(response: Response, version: string): void {
  const nonce = randomBytes(16).toString('base64');
  response.setHeader('Content-Security-Policy', policy(nonce));
  const send = response.send.bind(response);
  response.send = (html: unknown) => {
    // Only once: what is sent next passes here again.
    response.send = send;
    if (typeof html !== 'string') return send(html);
    return send(
      html
        .replace(FONTS, '')
        .replace('window.THEME_COMPONENTS =', `${THEME_SCRIPT}\n        window.THEME_COMPONENTS =`)
        .replace(':root {\n        color-scheme: light;\n      }', STYLE)
        .replaceAll('<script>', `<script nonce="${nonce}">`)
        .replaceAll(/(\/frontend\/assets\/[\w.-]+)"/g, `$1?v=${version}"`),
    );
  };
}

/** The styles are made in the page; everything else is as strict as elsewhere. */
const policy = (nonce: string): string =>
  [
    `default-src 'none'`,
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data:`,
    `connect-src 'self'`,
    `font-src 'self' data:`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
  ].join('; ');
