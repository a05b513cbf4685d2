import { createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, randomUUID, verify } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PushPayload } from '../../src/contract/push.js';

export interface Push {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** What a browser is at, on a push service of this machine. */
export interface PushService {
  url: string;
  pushes: Push[];
  /** What it answers from now on; 201 at first. */
  answer: (status: number, headers?: Record<string, string>) => void;
  close: () => void;
}

export async function startPushService(): Promise<PushService> {
  const pushes: Push[] = [];
  let answer: [number, Record<string, string>] = [201, {}];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      pushes.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(parts) });
      response.writeHead(...answer).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pushes,
    answer: (status, headers = {}) => {
      answer = [status, headers];
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

export interface FakeBrowser {
  path: string;
  subscription: { endpoint: string; p256dh: string; auth: string; showText: boolean; language: string };
  /** @throws where it was not encrypted for this browser */
  read: (push: Push) => PushPayload;
}

export function browserAt(service: Pick<PushService, 'url'>): FakeBrowser {
  const keys = createECDH('prime256v1');
  const p256dh = keys.generateKeys('base64url');
  const secret = randomBytes(16);
  const path = `/${randomUUID()}`;
  const auth = secret.toString('base64url');
  return {
    path,
    subscription: { endpoint: service.url + path, p256dh, auth, showText: true, language: 'en' },
    read: ({ body }) => JSON.parse(decrypt(body, keys, secret).toString()) as PushPayload,
  };
}

export const aBrowser = () => browserAt({ url: 'https://push.example' }).subscription;

/** RFC 8291 and RFC 8188, from their text. */
function decrypt(body: Buffer, keys: ReturnType<typeof createECDH>, auth: Buffer): Buffer {
  const salt = body.subarray(0, 16);
  const sender = body.subarray(21, 21 + body[20]!);
  const sealed = body.subarray(21 + sender.length);
  const info = (text: string) => Buffer.from(`${text}\0`);
  const derive = (key: Uint8Array, from: Buffer, what: Buffer, length: number) =>
    Buffer.from(hkdfSync('sha256', key, from, what, length));
  const about = Buffer.concat([info('WebPush: info'), keys.getPublicKey(), sender]);
  const key = derive(keys.computeSecret(sender), auth, about, 32);
  const decipher = createDecipheriv(
    'aes-128-gcm',
    derive(key, salt, info('Content-Encoding: aes128gcm'), 16),
    derive(key, salt, info('Content-Encoding: nonce'), 12),
  );
  decipher.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  return plain.subarray(0, plain.lastIndexOf(2));
}

/** What the sender says of itself, if it is signed with the key that browsers subscribe with (RFC 8292). */
export function senderOf({ headers }: Push, publicKey: string): { aud: string; sub: string; exp: number } {
  const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
  if (key !== publicKey) throw new Error('It is another key.');
  const [head = '', claims = '', signature = ''] = token.split('.');
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'));
  const jwk = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x!, y: y! } });
  const signed = Buffer.from(`${head}.${claims}`);
  const isRight = verify(
    'sha256',
    signed,
    { key: jwk, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );
  if (!isRight) throw new Error('It is not signed with this key.');
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as { aud: string; sub: string; exp: number };
}
