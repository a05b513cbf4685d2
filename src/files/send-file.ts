import { Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../common/app-error.js';
import type { StoredFile } from './file.entity.js';
import type { FileStorage } from './file-storage.js';

interface Manner {
  /** Offered under this name. */
  name?: string;
  /** Shown in a page; everything else is only ever saved. */
  inline: boolean;
  /** The address means these bytes for ever, and whoever may see them now may keep them. */
  immutable?: boolean;
}

type Sent = Pick<StoredFile, 'hash' | 'start' | 'size' | 'mime'>;

/** Nothing in a file runs, loads or frames anything, should a browser ever open it as a page. */
const POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox";
const logger = new Logger('Files');
const YEAR_S = 365 * 24 * 3600;

/**
 * Answers with a stored file, with a range of it, or that what the browser holds is still right.
 *
 * @throws AppError `upload_not_found` when its bytes are not there
 */
export async function sendFile(
  request: Request,
  response: Response,
  storage: FileStorage,
  file: Sent,
  manner: Manner,
): Promise<void> {
  describe(response, file, manner);
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const range = rangeOf(request, file);
  if (range === 'unsatisfiable') {
    response.status(416).set('Content-Range', `bytes */${file.size}`).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: file.size - 1 };
  if (range) response.status(206).set('Content-Range', `bytes ${start}-${end}/${file.size}`);
  response.set('Content-Length', String(end - start + 1));
  const bytes =
    request.method === 'HEAD'
      ? Buffer.alloc(0)
      : await storage
          .read(file.hash, { start: file.start + start, end: file.start + end })
          .catch((error: unknown) => refuse(response, error));
  if (!(bytes instanceof Readable)) response.end(bytes);
  // A reader who goes away in the middle is no error.
  else await pipeline(bytes, response).catch(() => response.destroy());
}

/** The refusal is no file: it must not be kept for a year, nor saved under the file's name. */
function refuse(response: Response, error: unknown): never {
  for (const name of ['Content-Disposition', 'Content-Range', 'ETag', 'Accept-Ranges']) response.removeHeader(name);
  response.setHeader('Cache-Control', 'no-store, private');
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  logger.error({ err: error }, 'a stored file is missing');
  throw new AppError('upload_not_found', { cause: error });
}

function describe(response: Response, { mime, hash, start }: Sent, { name, inline, immutable = false }: Manner): void {
  // By Express, which writes a name safely (RFC 6266): no quote or line break of it can end the header.
  if (name !== undefined) response.attachment(name);
  const disposition = response.get('Content-Disposition') ?? 'attachment';
  response.setHeader('Content-Disposition', inline ? disposition.replace(/^attachment/, 'inline') : disposition);
  response.setHeader('Content-Type', inline ? mime : 'application/octet-stream');
  response.setHeader('Content-Security-Policy', POLICY);
  // A membership may end: without `immutable` every look asks whether one still may.
  response.setHeader('Cache-Control', immutable ? `private, max-age=${YEAR_S}, immutable` : 'private, no-cache');
  response.setHeader('ETag', tagOf({ hash, start }));
  response.setHeader('Accept-Ranges', 'bytes');
}

const tagOf = ({ hash, start }: Pick<Sent, 'hash' | 'start'>): string => `"${hash}${start > 0 ? `-${start}` : ''}"`;

/** One range at a time: whoever asks for several gets everything, which HTTP allows. */
function rangeOf(request: Request, file: Sent): { start: number; end: number } | 'unsatisfiable' | undefined {
  const condition = request.get('If-Range');
  if (condition !== undefined && condition !== tagOf(file)) return undefined;
  const ranges = request.range(file.size);
  if (ranges === -1) return 'unsatisfiable';
  if (ranges === undefined || ranges === -2 || ranges.length !== 1 || ranges.type !== 'bytes') return undefined;
  return ranges[0];
}
