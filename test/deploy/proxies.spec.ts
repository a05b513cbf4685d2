import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectHttp2 } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import request from 'supertest';
import { type CertificateFiles, makeCertificate } from '../support/certificate.js';
import { cookieOf, PASSWORD } from '../support/people.js';
import { endServers, freePort, type ServerProcess, startServer } from '../support/server-process.js';

interface Setting {
  folder: string;
  certificate: CertificateFiles;
  /** Where the proxy listens, and where Veche does. */
  front: number;
  back: string;
}

/** The shipped file of a proxy, with the places of this test, and the command that runs it in the foreground. */
const PROXIES: Record<string, (setting: Setting) => string[]> = {
  nginx: ({ folder, certificate, front, back }) => {
    const site = readFileSync('deploy/nginx.conf', 'utf8')
      .replaceAll(/listen (\[::\]:)?80;|listen \[::\]:443 ssl http2;/g, '')
      .replace('listen 443', `listen 127.0.0.1:${front}`)
      .replace(/\/etc\/\S+fullchain\.pem/, certificate.cert)
      .replace(/\/etc\/\S+privkey\.pem/, certificate.key)
      .replace('http://127.0.0.1:3000', back)
      // A server that names no port listens on 80.
      .replace(/server \{\s+server_name chat\.example\.org;\s+return[^}]*\}/, '');
    const logs = `pid ${folder}/nginx.pid; error_log ${folder}/error.log;`;
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `${kind}_temp_path ${folder};`,
    );
    writeFileSync(`${folder}/nginx.conf`, `${logs} events {} http { access_log off; ${temporary.join(' ')}\n${site} }`);
    return ['nginx', '-c', `${folder}/nginx.conf`, '-g', 'daemon off;'];
  },
  caddy: ({ folder, certificate, front, back }) => {
    const site = readFileSync('deploy/Caddyfile', 'utf8')
      .replace(/^chat\.example\.org \{/m, `https://localhost:${front} {\n\ttls ${certificate.cert} ${certificate.key}`)
      .replace('127.0.0.1:3000', back.slice('http://'.length));
    writeFileSync(`${folder}/Caddyfile`, `{\n\tadmin off\n\tauto_https disable_redirects\n}\n${site}`);
    return ['caddy', 'run', '--adapter', 'caddyfile', '--config', `${folder}/Caddyfile`];
  },
};

const root = mkdtempSync(join(tmpdir(), 'veche-proxies-'));
afterAll(() => {
  endServers();
  rmSync(root, { recursive: true, force: true });
});

const isInstalled = (program: string): boolean => spawnSync('which', [program]).status === 0;

for (const [name, configure] of Object.entries(PROXIES)) {
  if (isInstalled(name))
    describe(`Veche behind ${name}`, () => {
      describeProxy(name, configure);
    });
  else process.stderr.write(`NOT RUN: Veche behind ${name}, which is not installed.\n`);
}

function describeProxy(name: string, configure: (setting: Setting) => string[]): void {
  let proxy: ChildProcess;
  let server: ServerProcess;
  let url: string;
  let ca: string;
  beforeAll(async () => {
    const folder = join(root, name);
    mkdirSync(folder);
    const certificate = makeCertificate(folder);
    ca = readFileSync(certificate.cert, 'utf8');
    const front = await freePort();
    url = `https://localhost:${front}`;
    const settings = { DATABASE_URL: `sqlite:${folder}/veche.sqlite`, UPLOADS_DIR: join(folder, 'uploads') };
    const behind = { TRUST_PROXY: 'loopback', PUBLIC_URL: url };
    server = await startServer({ ...settings, ...behind, PORT: String(await freePort()) });
    const [command = '', ...words] = configure({ folder, certificate, front, back: server.url });
    proxy = spawn(command, words, { stdio: 'ignore', env: { ...process.env, HOME: folder, XDG_DATA_HOME: folder } });
    await answers(`${url}/health/ready`, ca);
  }, 60_000);
  afterAll(async () => {
    const ended = new Promise((resolve) => proxy.once('exit', resolve));
    proxy.kill('SIGTERM');
    await ended;
  });

  const register = (username: string) =>
    request(url).post('/api/auth/register').ca(ca).set('Origin', url).send({ username, password: PASSWORD });

  it('speaks HTTP/2 to browsers', async () => {
    const session = connectHttp2(url, { ca });
    const status = await new Promise((resolve, reject) => {
      session.once('error', reject);
      session.request({ ':path': '/' }).once('response', (headers) => {
        resolve(headers[':status']);
      });
    });
    expect({ status, protocol: session.alpnProtocol }).toEqual({ status: 200, protocol: 'h2' });
    session.close();
  });

  it('carries people, their sockets and their files; who they are comes from the proxy alone', async () => {
    const answer = await register('Ann').set('X-Forwarded-For', '203.0.113.9').expect(201);
    expect(String(answer.headers['set-cookie'])).toContain('Secure');
    const cookie = cookieOf(answer);
    const sessions = await request(url).get('/api/auth/sessions').ca(ca).set('Cookie', cookie).expect(200);
    expect((sessions.body as { items: { address: string }[] }).items[0]?.address).toMatch(/127\.0\.0\.1|::1/);
    const socket = io(url, { transports: ['websocket'], ca, extraHeaders: { cookie, origin: url } });
    const hello = await new Promise<{ heads: Record<string, number> }>((resolve) => socket.once('hello', resolve));
    const channelId = Object.keys(hello.heads)[0]!;
    const message = { channelId, clientId: crypto.randomUUID(), body: 'through a proxy' };
    expect(await socket.timeout(5_000).emitWithAck('message:send', message)).toMatchObject({ ok: true });
    socket.disconnect();
    const upload = request(url).post(`/api/channels/${channelId}/uploads`).ca(ca).set('Cookie', cookie);
    const large = Buffer.alloc(20 * 1024 * 1024, 'x');
    await upload.set('Origin', url).attach('file', large, { filename: 'large.txt' }).expect(201);
  });

  it('is no way around the check of the origin', async () => {
    const answer = await register('Eve').set('Origin', 'https://evil.example').expect(403);
    expect(answer.body).toMatchObject({ code: 'foreign_origin' });
  });
}

async function answers(address: string, ca: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await request(address)
      .get('')
      .ca(ca)
      .catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${address} does not answer`);
}
