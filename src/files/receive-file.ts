import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import { AppError } from '../common/app-error.js';
import type { Draft, FileStorage } from './file-storage.js';
import { translateDiskError } from './translate-disk-error.js';

export interface ReceivedFile {
  draft: Draft;
  /** As the sender wrote it: not to be trusted, and no path. */
  name: string;
  /** As the sender says. */
  mime: string;
}

/** A sender from whom nothing comes for so long is gone. */
const STALLED_MS = 60_000;
/** What surrounds a file in a body of multipart/form-data, in bytes. */
const ENVELOPE = 64 * 1024;

/**
 * Reads a body of multipart/form-data that has one part, `file`, straight onto the disk.
 *
 * @throws AppError `bad_request`, `unsupported_media_type`, `validation_failed` without a file, `payload_too_large`,
 *   `storage_full`, `read_only`. Then no draft is left
 */
export async function receiveFile(
  request: Request,
  response: Response,
  storage: FileStorage,
  maxBytes: number,
): Promise<ReceivedFile> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > maxBytes + ENVELOPE) throw tooLarge(maxBytes);
  if (!request.is('multipart/form-data')) {
    throw new AppError('unsupported_media_type', { detail: 'Send multipart/form-data with one part named `file`' });
  }
  await storage.requireRoom(announced);
  // Multer would wait for ever for what is over already: it only hears of what comes.
  if (request.destroyed) throw new AppError('bad_request', { detail: 'the request broke off' });
  request.setTimeout(STALLED_MS, () => request.destroy());
  const limits = { files: 1, fields: 0, parts: 1, fileSize: maxBytes, fieldNameSize: 100, headerPairs: 20 };
  const drafts: Promise<Draft>[] = [];
  const parse = multer({ storage: engine(storage, drafts), limits, defParamCharset: 'utf8' }).single('file');
  const refusal = await new Promise<unknown>((resolve) => {
    parse(request, response, resolve);
  });
  request.setTimeout(0);
  if (refusal) {
    // Of a body that breaks off multer tells at once, when its draft is still written, and forgets some of those.
    for (const draft of drafts) {
      const written = await draft.catch(() => null);
      if (written) await storage.discard([written]);
    }
    throw translateMultipartError(refusal, maxBytes);
  }
  const { file } = request;
  if (!file) throw fault('required', 'send the file as the part named `file`');
  const draft = { path: file.path, hash: file.filename, size: file.size };
  if (draft.size > 0) return { draft, name: file.originalname, mime: file.mimetype };
  await storage.discard([draft]);
  throw fault('empty', 'the file is empty');
}

/** What multer is told to do with a file; of a draft it knows the path and, as its name, the hash. It removes none. */
const engine = (storage: FileStorage, drafts: Promise<Draft>[]): StorageEngine => ({
  _handleFile: (_request, { stream }, done) => {
    const draft = storage.write(stream);
    drafts.push(draft);
    draft.then(({ path, hash, size }) => {
      done(null, { path, filename: hash, size });
    }, done);
  },
  _removeFile: (_request, _file, done) => {
    done(null);
  },
});

const fault = (code: string, detail: string) =>
  new AppError('validation_failed', { errors: [{ pointer: '/file', code, detail }] });

const tooLarge = (maxBytes: number, cause?: unknown) =>
  new AppError('payload_too_large', { detail: `A file may have ${maxBytes / 1024 / 1024} MiB here`, cause });

function translateMultipartError(refusal: unknown, maxBytes: number): unknown {
  // Multer may hear of a full disk before our own error reaches it.
  const error = translateDiskError(refusal);
  if (error instanceof AppError || !(error instanceof Error)) return error;
  // Of the disk, not of the body; its text would name a path.
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (syscall !== undefined && code !== 'ECONNRESET') return error;
  if (error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE') return tooLarge(maxBytes, error);
  // Whatever else multer and its parser find wrong is wrong with the body.
  return new AppError('bad_request', { detail: error.message, cause: error });
}
