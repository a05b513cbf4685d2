// One file in one request. `fetch` does not tell how much of a body is sent, XMLHttpRequest does.
import type { UploadHooks } from './doors.js';
import { NoAnswer } from './failure.js';

/** Without any progress for so long it comes to nothing; the server's work on the file counts too. */
const STALLED_MS = 60_000;

export interface FileRequest {
  method: 'POST' | 'PUT';
  path: string;
  file: Blob;
  name?: string;
  hooks?: UploadHooks;
}

/** Rejects with NoAnswer. */
export function sendFile({ method, path, file, name, hooks }: FileRequest): Promise<Response> {
  const body = new FormData();
  if (name === undefined) body.append('file', file);
  else body.append('file', file, name);
  const request = new XMLHttpRequest();
  request.open(method, path);
  request.upload.addEventListener('progress', ({ lengthComputable, loaded, total }) => {
    if (lengthComputable) hooks?.progress(loaded / total);
  });
  const answer = answerOf(request, hooks?.signal);
  request.send(body);
  return answer;
}

function answerOf(request: XMLHttpRequest, signal?: AbortSignal): Promise<Response> {
  const abort = (): void => {
    request.abort();
  };
  let stalled: ReturnType<typeof setTimeout> | undefined;
  const moved = (): void => {
    clearTimeout(stalled);
    stalled = setTimeout(abort, STALLED_MS);
  };
  moved();
  request.upload.addEventListener('progress', moved);
  request.addEventListener('progress', moved);
  signal?.addEventListener('abort', abort);
  return new Promise<Response>((resolve, reject) => {
    // Every request ends in `loadend`; the status is 0 when there was no answer.
    request.addEventListener('loadend', () => {
      clearTimeout(stalled);
      signal?.removeEventListener('abort', abort);
      if (request.status === 0) reject(new NoAnswer());
      else resolve(responseOf(request));
    });
  });
}

function responseOf(request: XMLHttpRequest): Response {
  const { status, responseText } = request;
  const retryAfter = request.getResponseHeader('Retry-After');
  return new Response(responseText || null, {
    status,
    headers: retryAfter === null ? {} : { 'Retry-After': retryAfter },
  });
}
