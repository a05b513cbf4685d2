import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** The server behind another address, at which it can become one with another build of the client. */
export interface BuildFront {
  url: string;
  /** From now on pages and the worker are of the build of this name; the rest of them is the same. */
  become: (build: string) => void;
  close: () => void;
}

export async function frontOf(port: number): Promise<BuildFront> {
  let build: string | null = null;
  const ends = new Set<Socket>();
  const pass = (from: IncomingMessage, to: ServerResponse): void => {
    // Nothing is answered with "as it was": the server does not know of the other build.
    const { 'if-none-match': _tag, 'if-modified-since': _time, ...asks } = from.headers;
    const headers = { ...asks, 'accept-encoding': 'identity' };
    const asked = request({ port, host: '127.0.0.1', method: from.method, path: from.url, headers }, (answer) => {
      const rewrites = build !== null && /javascript|html/.test(answer.headers['content-type'] ?? '');
      if (!rewrites) {
        to.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(to);
        return;
      }
      void collect(answer).then((text) => {
        const { 'content-length': _length, etag: _etag, ...kept } = answer.headers;
        to.writeHead(answer.statusCode ?? 502, kept).end(text.replaceAll(original, build ?? ''));
      });
    });
    asked.on('error', () => to.destroy());
    from.pipe(asked);
  };
  const original = await buildOf(port);
  const server = createServer(pass).listen(0, '127.0.0.1');
  server.on('connection', (socket) => {
    ends.add(socket);
    socket.once('close', () => ends.delete(socket));
  });
  server.on('upgrade', (from: IncomingMessage, near: Socket) => {
    const far = connect(port, '127.0.0.1');
    const lines = [`${from.method ?? 'GET'} ${from.url ?? '/'} HTTP/1.1`];
    for (let i = 0; i < from.rawHeaders.length; i += 2)
      lines.push(`${from.rawHeaders[i] ?? ''}: ${from.rawHeaders[i + 1] ?? ''}`);
    far.write(`${lines.join('\r\n')}\r\n\r\n`);
    near.pipe(far).pipe(near);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
  });
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    become: (name) => {
      build = name;
    },
    close: () => {
      server.close();
      for (const end of ends) end.destroy();
    },
  };
}

async function buildOf(port: number): Promise<string> {
  const page = await (await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } })).text();
  const [, build] = /name="build" content="(\w+)"/.exec(page) ?? [];
  if (!build) throw new Error('The page names no build.');
  return build;
}

async function collect(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
