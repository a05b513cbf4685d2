import { connect, type Socket } from 'node:net';

/** What a server says to a request, as far as it was read. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** One request by hand, over a wire of its own: it may end in the middle, or never come to its body. */
export interface RawRequest {
  socket: Socket;
  write(bytes: Buffer): Promise<void>;
  /** Ends it from our side without another word. */
  tear(): void;
  /** Null when the server hung up without one. */
  answer: Promise<RawAnswer | null>;
}

export function rawRequest(url: string, head: string, headers: Record<string, string>): RawRequest {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  const answer = new Promise<RawAnswer | null>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      received += chunk.toString();
      const found = parsed(received);
      if (found) resolve(found);
    });
    // A server that hangs up early is no error here: what it said before counts.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      resolve(parsed(received));
    });
  });
  const lines = Object.entries({ host: 'localhost', connection: 'close', ...headers });
  socket.write(`${head} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  return { socket, answer, write: (bytes) => written(socket, bytes), tear: () => socket.resetAndDestroy() };
}

/** Resolves when the wire takes more, or is gone. */
function written(socket: Socket, bytes: Buffer): Promise<void> {
  if (socket.destroyed || socket.write(bytes)) return Promise.resolve();
  return new Promise((resolve) => {
    const go = () => {
      socket.off('drain', go).off('close', go);
      resolve();
    };
    socket.on('drain', go).on('close', go);
  });
}

function parsed(received: string): RawAnswer | null {
  const [head = '', ...rest] = received.split('\r\n\r\n');
  const [first = '', ...lines] = head.split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.split(': ')[0]!.toLowerCase(), line.slice(line.indexOf(': ') + 2)]),
  );
  const body = rest.join('\r\n\r\n');
  const isWhole = rest.length > 0 && Buffer.byteLength(body) >= Number(headers['content-length'] ?? 0);
  return isWhole ? { status: Number(first.split(' ')[1]), headers, body } : null;
}

/** A piece of a body that is sent without its length. */
export function chunk(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);
}
