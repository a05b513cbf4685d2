import { afterAll, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { MyChannelView, UploadView } from '../../src/contract/views.js';
import { sqliteDriver } from '../../src/database/sqlite-driver.js';
import { emptyDatabase } from '../support/database.js';
import { PASSWORD } from '../support/people.js';
import { endServers, freePort, startServer } from '../support/server-process.js';
import { onDisk } from '../support/stored-files.js';

const KILLS = 8;
const SLOWLY = ['--import', './test/faults/slow-placing.mjs'];
const PEOPLE = 6;

afterAll(endServers);

interface Uploader {
  cookie: string;
  channelId: string;
}

/** A file of which the server said that it is there. */
interface Acknowledged {
  url: string;
  cookie: string;
  /** Of the bytes that were sent; null for pictures, which are encoded anew. */
  hash: string | null;
  sent: boolean;
}

describe('a server that is killed again and again while files come', () => {
  it('has every file that it acknowledged and that a row names, whole, and no other', async () => {
    const database = await emptyDatabase();
    const uploadsDir = mkdtempSync(join(tmpdir(), 'veche-uploads-'));
    const settings = { PORT: String(await freePort()), DATABASE_URL: database, UPLOADS_DIR: uploadsDir };
    let server = await startServer(settings, SLOWLY);
    const { url } = server;
    const people = await Promise.all(Array.from({ length: PEOPLE }, (_, number) => signUp(url, `uploader${number}`)));
    const acknowledged: Acknowledged[] = [];
    const work = { over: false };
    let left = 0;
    const working = people.map((person, number) => uploadOn(url, person, number, work, acknowledged));
    for (let kill = 0; kill < KILLS; kill++) {
      const enough = acknowledged.length + PEOPLE;
      for (let waited = 0; acknowledged.length < enough && waited < 20_000; waited += 20) await sleep(20);
      await sleep(Math.random() * 300);
      server.signal('SIGKILL');
      expect(await server.ended).toBe('SIGKILL');
      left += hashesWithoutRow(database, uploadsDir).length;
      server = await startServer(settings, SLOWLY);
    }
    // Else the sweep of the start had nothing to do, and the kills have shown nothing.
    expect(left).toBeGreaterThan(0);
    work.over = true;
    await Promise.all(working);
    const lost = await missing(url, acknowledged);
    server.signal('SIGKILL');
    await server.ended;
    // Whatever the last one left is removed at a start, in the background.
    server = await startServer(settings);
    const verdict = { lost, ...(await compared(database, uploadsDir)) };
    server.signal('SIGTERM');
    expect(await server.ended).toBe(0);
    process.stderr.write(
      `${KILLS} kills, ${acknowledged.length} files acknowledged, ${left} left without a row by kills, ${onDisk(uploadsDir).hashes.length} on disk\n`,
    );
    expect(acknowledged.length).toBeGreaterThan(KILLS);
    expect(verdict).toEqual({ lost: [], damaged: [], drafts: [], nameless: [], absent: [], inconsistent: [] });
  }, 180_000);
});

async function signUp(url: string, username: string): Promise<Uploader> {
  const answer = await fetch(`${url}/api/auth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
  const { items } = (await (await fetch(`${url}/api/channels`, { headers: { cookie } })).json()) as {
    items: MyChannelView[];
  };
  return { cookie, channelId: items[0]!.id };
}

/** Uploads files and pictures, sends some of them, and changes the avatar; what fails is tried again as something new. */
async function uploadOn(
  url: string,
  { cookie, channelId }: Uploader,
  number: number,
  work: { over: boolean },
  acknowledged: Acknowledged[],
): Promise<void> {
  const photo = await sharp(randomBytes(300 * 200 * 3), { raw: { width: 300, height: 200, channels: 3 } })
    .png()
    .toBuffer();
  for (let round = 0; !work.over; round++) {
    const isPicture = (round + number) % 3 === 0;
    const bytes = isPicture ? photo : randomBytes(1_000 + Math.floor(Math.random() * 300_000));
    const name = isPicture ? 'photo.png' : 'bytes.bin';
    try {
      if (round % 4 === 3) await put(`${url}/api/users/me/avatar`, 'PUT', cookie, photo, 'me.png');
      const view = (await put(`${url}/api/channels/${channelId}/uploads`, 'POST', cookie, bytes, name)) as UploadView;
      const file = { url: view.url, cookie, hash: isPicture ? null : sha256(bytes), sent: false };
      acknowledged.push(file);
      const headers = { cookie, 'content-type': 'application/json' };
      const draft = JSON.stringify({ clientId: randomUUID(), body: '', uploadIds: [view.id] });
      const answer = await fetch(`${url}/api/channels/${channelId}/messages`, { method: 'POST', headers, body: draft });
      file.sent = answer.status === 201;
    } catch {
      await sleep(50);
    }
  }
}

async function put(url: string, method: string, cookie: string, bytes: Buffer, name: string): Promise<unknown> {
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(bytes)]), name);
  const answer = await fetch(url, { method, headers: { cookie }, body });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** What was acknowledged and is not there, or is something else. */
async function missing(url: string, acknowledged: Acknowledged[]): Promise<string[]> {
  const lost: string[] = [];
  for (const file of acknowledged) {
    const answer = await fetch(url + file.url, { headers: { cookie: file.cookie } });
    const bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status !== 200 || (file.hash !== null && sha256(bytes) !== file.hash)) lost.push(file.url);
  }
  return lost;
}

function hashesWithoutRow(database: string, uploadsDir: string): string[] {
  const reader = new sqliteDriver(database.slice('sqlite:'.length), { readonly: true });
  const named = new Set(reader.prepare('SELECT "hash" FROM "file"').pluck().all());
  reader.close();
  return onDisk(uploadsDir).hashes.filter((hash) => !named.has(hash));
}

/** The folder beside the rows, once the sweep of the start is over. */
async function compared(database: string, uploadsDir: string) {
  const reader = new sqliteDriver(database.slice('sqlite:'.length), { readonly: true });
  const all = (text: string) => reader.prepare(text).all() as Record<string, string>[];
  const named = all('SELECT DISTINCT "hash" FROM "file"').map(({ hash }) => hash!);
  let disk = onDisk(uploadsDir);
  for (let round = 0; round < 200 && (disk.hashes.length > named.length || disk.drafts.length > 0); round++) {
    await sleep(50);
    disk = onDisk(uploadsDir);
  }
  // Owners without files, files without an owner, claims of messages that are not there.
  const inconsistent = all(
    `SELECT "id" FROM "upload" u WHERE NOT EXISTS (SELECT 1 FROM "file" f WHERE f."ownerId" = u."id")
       OR ("messageId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "message" m WHERE m."id" = u."messageId"))
     UNION ALL SELECT "avatarId" FROM "user" WHERE "avatarId" IS NOT NULL
       AND (SELECT COUNT(*) FROM "file" f WHERE f."ownerId" = "user"."avatarId") <> 8
     UNION ALL SELECT "ownerId" FROM "file" f WHERE NOT EXISTS (SELECT 1 FROM "upload" u WHERE u."id" = f."ownerId")
       AND NOT EXISTS (SELECT 1 FROM "user" p WHERE p."avatarId" = f."ownerId")`,
  );
  reader.close();
  const { damaged, drafts } = disk;
  const nameless = disk.hashes.filter((hash) => !named.includes(hash));
  const absent = named.filter((hash) => !disk.hashes.includes(hash));
  return { damaged, drafts, nameless, absent, inconsistent };
}

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
