import { afterAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { io } from 'socket.io-client';
import request from 'supertest';
import { makeCertificate } from './support/certificate.js';
import { cookieOf, PASSWORD } from './support/people.js';
import { endServers, freePort, startServer } from './support/server-process.js';
import { until } from './support/until.js';

const folder = mkdtempSync(join(tmpdir(), 'veche-tls-'));
afterAll(() => {
  endServers();
  rmSync(folder, { recursive: true, force: true });
});

const place = (name: string) => ({
  DATABASE_URL: `sqlite:${folder}/${name}/veche.sqlite`,
  UPLOADS_DIR: `${folder}/up`,
});

/** The name in the certificate that is shown on a new connection. */
function shownBy(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket: TLSSocket = connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false }, () => {
      resolve(String(socket.getPeerCertificate().subject.CN));
      socket.destroy();
    });
    socket.once('error', reject);
  });
}

describe('a server with a certificate', () => {
  it('speaks https, signs in with a cookie that stays there, and shows a renewed certificate after SIGHUP', async () => {
    const { cert, key } = makeCertificate(folder);
    const renewed = makeCertificate(folder, 'renewed');
    const port = await freePort();
    const server = await startServer({ ...place('own'), PORT: String(port), TLS_CERT: cert, TLS_KEY: key });
    expect(server.output()).toContain(`Veche is ready at https://localhost:${port}`);
    const [url, ca] = [`https://localhost:${port}`, readFileSync(cert)];
    const answer = await request(url)
      .post('/api/auth/register')
      .ca(ca)
      .set('Origin', url)
      .send({ username: 'Ann', password: PASSWORD })
      .expect(201);
    expect(String(answer.headers['set-cookie'])).toContain('Secure');
    const socket = io(url, { transports: ['websocket'], ca: String(ca), extraHeaders: { cookie: cookieOf(answer) } });
    await new Promise((resolve) => socket.once('hello', resolve));
    expect(await shownBy(port)).toBe('localhost');
    copyFileSync(renewed.cert, cert);
    server.signal('SIGHUP');
    await until(() => server.output().includes('the old one stays'), 'half of a pair is refused');
    expect(await shownBy(port)).toBe('localhost');
    copyFileSync(renewed.key, key);
    server.signal('SIGHUP');
    await until(() => server.output().includes('the certificate was read anew'), 'the certificate is read');
    expect(await shownBy(port)).toBe('renewed');
    expect(socket.connected).toBe(true);
    socket.disconnect();
  });

  it.each([
    [
      'is not there',
      { TLS_CERT: join(folder, 'nothing.crt'), TLS_KEY: join(folder, 'nothing.key') },
      /TLS_CERT cannot/,
    ],
    ['is none', { TLS_CERT: 'README.md', TLS_KEY: 'README.md' }, /TLS_CERT and TLS_KEY are no certificate/],
    ['has no key', { TLS_CERT: 'README.md' }, /TLS_CERT and TLS_KEY must be set together/],
  ])('does not start where it %s, and says so in one sentence', async (_, wrong, sentence) => {
    const attempt = startServer({ ...place('wrong'), PORT: String(await freePort()), ...wrong });
    await expect(attempt).rejects.toThrow(sentence);
    await expect(attempt).rejects.toThrow(/^exit 1: Veche does not start: [^\n]+\n$/);
  });
});
