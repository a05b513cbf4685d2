import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pLimit from 'p-limit';
import request from 'supertest';
import { LIMITS } from '../../src/contract/limits.js';
import type { UploadView } from '../../src/contract/views.js';
import { BOMBS, BROKEN, TRUNCATED } from '../support/bad-files.js';
import { dropDatabase, emptyDatabase } from '../support/database.js';
import { type Memory, memoryOf, peakDuring } from '../support/memory.js';
import { multipart, MULTIPARTS } from '../support/multiparts.js';
import { cookieOf, PASSWORD } from '../support/people.js';
import { rawRequest } from '../support/raw-http.js';
import type { Sample } from '../support/samples.js';
import { endServers, freePort, type ServerProcess, startServer } from '../support/server-process.js';
import { onDisk } from '../support/stored-files.js';
import { POLYGLOTS } from '../support/strange-files.js';
import { until } from '../support/until.js';

const MORE_THAN_IDLE = 150;
const AT_ONCE = 4;
const REFUSED = [...TRUNCATED, ...BROKEN, ...BOMBS, ...POLYGLOTS].filter(({ expected }) => expected === 'refused');
const LARGE_PICTURES = BOMBS.filter(({ expected }) => expected === 'picture');

function describeMemory(): void {
  let database: string;
  let uploads: string;
  let server: ServerProcess;
  let cookie: string;
  let path: string;
  let idle: Memory;
  beforeAll(async () => {
    database = await emptyDatabase();
    uploads = mkdtempSync(join(tmpdir(), 'veche-uploads-'));
    server = await startServer({ PORT: String(await freePort()), DATABASE_URL: database, UPLOADS_DIR: uploads });
    const answer = await request(server.url)
      .post('/api/auth/register')
      .send({ username: 'sender', password: PASSWORD });
    cookie = cookieOf(answer);
    const { body } = await request(server.url).get('/api/channels').set('Cookie', cookie).expect(200);
    path = `/api/channels/${(body as { items: { id: string }[] }).items[0]!.id}/uploads`;
    const text: Sample = {
      what: '',
      name: 'a.txt',
      mime: 'text/plain',
      expected: 'file',
      bytes: () => Buffer.from('x'),
    };
    for (let round = 0; round < 20; round++) await send(text);
    idle = memoryOf(server.pid);
    process.stderr.write(`idle: ${told(idle)}\n`);
  }, 60_000);
  afterAll(async () => {
    endServers();
    await server.ended;
    await dropDatabase(database);
    rmSync(uploads, { recursive: true });
  });

  /** Uploads a file over a wire of its own; it is taken back when it was taken. */
  async function send({ what, name, mime, expected, bytes }: Sample): Promise<void> {
    const { contentType, body } = multipart([{ name: 'file', filename: name, mime, data: await bytes() }]);
    const headers = { cookie, 'content-type': contentType, 'content-length': `${body.length}` };
    const raw = rawRequest(server.url, `POST ${path}`, headers);
    await raw.write(body);
    const answer = await raw.answer;
    expect({ what, taken: answer?.status === 201 }).toEqual({ what, taken: expected !== 'refused' });
    if (answer?.status !== 201) return;
    const { url } = JSON.parse(answer.body) as UploadView;
    await request(server.url).delete(url).set('Cookie', cookie).expect(204);
  }

  const sendAll = async (samples: Sample[]): Promise<void> => {
    const turn = pLimit(AT_ONCE);
    await Promise.all(samples.map((sample) => turn(() => send(sample))));
  };

  async function sendBodies(): Promise<void> {
    for (const { contentType, length, chunks, aborted } of MULTIPARTS) {
      const headers = { cookie, 'content-type': contentType, 'content-length': `${length}` };
      const raw = rawRequest(server.url, `POST ${path}`, headers);
      for (const bytes of chunks()) await raw.write(bytes);
      if (aborted) raw.tear();
      await raw.answer;
    }
  }

  async function peak(what: string, work: () => Promise<void>): Promise<Memory> {
    const found = await peakDuring(server.pid, work);
    process.stderr.write(`${what}: at most ${told(found)}\n`);
    return { server: found.server - idle.server, tree: found.tree - idle.server };
  }

  it('stays near what it is when idle while broken files and bombs are refused, its helper included', async () => {
    const more = await peak('refused', () => sendAll(REFUSED));
    expect(more.server).toBeLessThan(MORE_THAN_IDLE);
    expect(more.tree).toBeLessThan(MORE_THAN_IDLE);
  }, 120_000);

  it('stays near what it is when idle while bodies come that no server should take', async () => {
    const more = await peak('bodies', sendBodies);
    expect(more.server).toBeLessThan(MORE_THAN_IDLE);
    expect(more.tree).toBeLessThan(MORE_THAN_IDLE);
  });

  it('stays near what it is when idle while files of 100 MiB come, four at once', async () => {
    const large: Sample = {
      ...{ what: 'large', name: 'a.bin', mime: 'text/plain', expected: 'file' },
      bytes: () => Buffer.alloc(LIMITS.uploadBytes, 'x'),
    };
    const more = await peak('four of 100 MiB', () => sendAll(Array<Sample>(AT_ONCE).fill(large)));
    expect(more.server).toBeLessThan(MORE_THAN_IDLE);
  }, 60_000);

  it('leaves legal pictures to its helper, however large they are: the chat itself stays near what it was', async () => {
    const more = await peak('pictures', () => sendAll(LARGE_PICTURES));
    expect(more.server).toBeLessThan(MORE_THAN_IDLE);
  }, 300_000);

  it('is all that was taken: nothing is left of the files', async () => {
    const count = () => onDisk(uploads).hashes.length + onDisk(uploads).drafts.length;
    await until(() => count() === 0, 'what was taken back is removed');
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
  });
}

const told = ({ server, tree }: Memory): string => `server ${Math.round(server)} MiB, all ${Math.round(tree)} MiB`;

if (existsSync('/proc/self/clear_refs')) describe('the memory of a server', describeMemory);
else process.stderr.write('NOT RUN: the memory of a server. It is read from /proc, which is only on Linux.\n');
