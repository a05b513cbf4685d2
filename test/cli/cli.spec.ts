import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageView } from '../../src/contract/views.js';
import { sqliteDriver } from '../../src/database/sqlite-driver.js';
import { generalOf, login, type Person, register, say } from '../support/people.js';
import { endServers, freePort, runVeche, type ServerProcess, startServer } from '../support/server-process.js';
import { onDisk } from '../support/stored-files.js';
import { picture, show, text, uploading } from '../support/uploads.js';

interface Place {
  DATABASE_URL: string;
  UPLOADS_DIR: string;
}

const root = mkdtempSync(join(tmpdir(), 'veche-cli-'));
let places = 0;

function newPlace(): Place {
  const folder = join(root, `place${++places}`);
  return { DATABASE_URL: `sqlite:${folder}/veche.sqlite`, UPLOADS_DIR: join(folder, 'uploads') };
}

const fileOf = ({ DATABASE_URL }: Place): string => DATABASE_URL.slice('sqlite:'.length);
const start = async (place: Place): Promise<ServerProcess> => startServer({ ...place, PORT: String(await freePort()) });

async function stop(server: ServerProcess): Promise<void> {
  server.signal('SIGTERM');
  await server.ended;
}

/** Does something again and again until it is told to end. */
function ongoing(work: () => Promise<unknown>): () => Promise<void> {
  const end = new AbortController();
  const ended = end.signal;
  const done = (async () => {
    do await work();
    while (!ended.aborted);
  })();
  return () => {
    end.abort();
    return done;
  };
}

async function historyOf(person: Person, channelId: string): Promise<MessageView[]> {
  const messages: MessageView[] = [];
  for (let before: number | null = null; ;) {
    const query: string = before === null ? '' : `&before=${before}`;
    const answer = await person.get(`/api/channels/${channelId}/messages?limit=100${query}`).expect(200);
    const page = answer.body as { items: MessageView[]; before: number | null };
    messages.unshift(...page.items);
    if (page.before === null) return messages;
    before = page.before;
  }
}

const epochOf = async (person: Person): Promise<string> =>
  ((await person.get('/api/channels').expect(200)).body as { epoch: string }).epoch;

afterAll(() => {
  endServers();
  rmSync(root, { recursive: true, force: true });
});

describe('a backup of a server that is at work', () => {
  it('has all that was acknowledged before it began, and what is restored from it is another history', async () => {
    const [here, there] = [newPlace(), newPlace()];
    const server = await start(here);
    const ann = await register(server, 'Ann');
    const { id } = await generalOf(ann);
    const acknowledged: MessageView[] = [];
    const ends = [
      ...Array.from({ length: 4 }, () => ongoing(async () => acknowledged.push(await say(ann, id, 'words')))),
      ongoing(async () => acknowledged.push(await show(ann, id, [text(randomBytes(50).toString('hex'))]))),
      ongoing(async () => acknowledged.push(await show(ann, id, [await picture('png', 400, 300)]))),
      ongoing(async () => {
        const { body } = await uploading(ann, id, text(randomBytes(50).toString('hex'))).expect(201);
        await ann.delete((body as { url: string }).url).expect(204);
      }),
    ];
    while (acknowledged.length < 200) await new Promise((resolve) => setTimeout(resolve, 20));
    const before = [...acknowledged];
    const folder = join(root, 'at-work');
    const made = await runVeche({ ...here }, 'backup', folder);
    const during = acknowledged.length - before.length;
    for (const end of ends) await end();
    const epoch = await epochOf(ann);
    await stop(server);
    expect(made).toMatchObject({ code: 0, err: '' });
    expect(during).toBeGreaterThan(0);

    expect(await runVeche({ ...there }, 'restore', folder)).toMatchObject({ code: 0, err: '' });
    const checked = await runVeche({ ...there }, 'check');
    expect(checked).toMatchObject({ code: 0, err: '' });
    expect(checked.out).toContain('All is well.');
    const restored = await start(there);
    // The secrets came along: whoever was signed in still is.
    expect((await fetch(`${restored.url}/api/channels`, { headers: { cookie: ann.cookie } })).status).toBe(200);
    const again = await login(restored, 'Ann');
    const ids = new Set((await historyOf(again, id)).map((message) => message.id));
    expect(before.filter((message) => !ids.has(message.id))).toEqual([]);
    const urls = before.flatMap(({ uploads }) => uploads.map(({ url }) => url));
    expect(urls.length).toBeGreaterThan(0);
    for (const url of urls) await again.get(url).expect(200);
    expect(await epochOf(again)).not.toBe(epoch);
    await stop(restored);
    process.stderr.write(`${before.length} acknowledged before the backup, ${during} while it was made: missing 0\n`);
  }, 120_000);
});

describe('the command line', () => {
  const here = newPlace();
  const sound = join(root, 'sound');
  let folder: string;
  beforeAll(async () => {
    const server = await start(here);
    const ann = await register(server, 'Ann');
    const { id } = await generalOf(ann);
    for (const words of ['one', 'two', 'three']) await say(ann, id, words);
    await show(ann, id, [text('a file that is kept')]);
    await stop(server);
    expect(await runVeche({ ...here }, 'backup', sound)).toMatchObject({ code: 0 });
  }, 60_000);
  beforeEach(() => {
    folder = join(root, `copy${++places}`);
    cpSync(sound, folder, { recursive: true });
  });

  const oneUpload = (): string => /uploads\/\S+/.exec(readFileSync(join(folder, 'SHA256SUMS'), 'utf8'))?.[0] ?? '';
  const flip = (path: string): void => {
    const bytes = readFileSync(path);
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    writeFileSync(path, bytes);
  };
  const change = (file: string, sql: string): void => {
    const database = new sqliteDriver(file);
    database.exec(sql);
    database.close();
  };

  it.each<[string, () => void, RegExp]>([
    [
      'whose database has another bit',
      () => {
        flip(join(folder, 'database.sqlite'));
      },
      /database\.sqlite is damaged/,
    ],
    [
      'one of whose files has another bit',
      () => {
        flip(join(folder, oneUpload()));
      },
      /is damaged\. Nothing was restored/,
    ],
    [
      'one of whose files is missing',
      () => {
        rmSync(join(folder, oneUpload()));
      },
      /is missing\. Nothing was restored/,
    ],
    [
      'without a manifest',
      () => {
        rmSync(join(folder, 'manifest.json'));
      },
      /holds no finished backup/,
    ],
    [
      'whose manifest is cut off',
      () => {
        writeFileSync(join(folder, 'manifest.json'), '{"form');
      },
      /manifest.* is damaged/,
    ],
    [
      'of a format that is not known yet',
      () => {
        writeFileSync(join(folder, 'manifest.json'), '{"format":2}');
      },
      /newer Veche/,
    ],
    [
      'whose list is cut off',
      () => {
        writeFileSync(join(folder, 'SHA256SUMS'), 'abc');
      },
      /SHA256SUMS .* damaged/,
    ],
    [
      'whose list leads out of it',
      () => {
        appendFileSync(join(folder, 'SHA256SUMS'), `${'0'.repeat(64)}  uploads/../../etc\n`);
      },
      /SHA256SUMS .* damaged/,
    ],
    [
      'that is not there',
      () => {
        rmSync(folder, { recursive: true });
      },
      /holds no finished backup/,
    ],
  ])('refuses a backup %s, and writes nothing', async (_, damage, sentence) => {
    damage();
    const there = newPlace();
    const { code, out, err } = await runVeche({ ...there }, 'restore', folder);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(sentence);
    expect(err.trim().split('\n')).toHaveLength(1);
    expect([existsSync(fileOf(there)), onDisk(there.UPLOADS_DIR).hashes]).toEqual([false, []]);
  });

  it('refuses a backup of a newer schema', async () => {
    const newer = newPlace();
    await runVeche({ ...newer }, 'restore', folder);
    change(fileOf(newer), `INSERT INTO migrations (timestamp, name) VALUES (9999999999999, 'FromTheFuture')`);
    const made = join(root, 'newer');
    expect(await runVeche({ ...newer }, 'backup', made)).toMatchObject({ code: 0 });
    const { code, err } = await runVeche({ ...newPlace() }, 'restore', made);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('FromTheFuture') });
  });

  it('overwrites nothing', async () => {
    expect(await runVeche({ ...here }, 'backup', folder)).toMatchObject({ code: 1, out: '' });
    const before = readFileSync(fileOf(here));
    const { code, err } = await runVeche({ ...here }, 'restore', folder);
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('there already') });
    expect(readFileSync(fileOf(here)).equals(before)).toBe(true);
  });

  it('names what a check finds: gaps, references to nothing, files that are missing, damaged or nobody’s', async () => {
    const there = newPlace();
    await runVeche({ ...there }, 'restore', folder);
    const [hash = ''] = onDisk(there.UPLOADS_DIR).hashes;
    const stored = oneUpload().replace('uploads', `${there.UPLOADS_DIR}/${installationOf(there)}`);
    const stray = stored.replace(/[^/]+$/, 'a'.repeat(64));
    writeFileSync(stray, 'nobody’s');
    utimesSync(stray, 0, 0);
    change(fileOf(there), 'DELETE FROM message WHERE seq = 2');
    change(fileOf(there), 'DELETE FROM search_entry WHERE docid = 1');
    flip(stored);
    const { code, out } = await runVeche({ ...there }, 'check');
    expect(code).toBe(1);
    expect(out).toMatch(/channel \S+: 3 messages up to number 4, but its last is 4/);
    expect(out).toMatch(/message \S+ is not in the search index/);
    expect(out).toContain(`${hash} is damaged`);
    expect(out).toContain(`${stray} belongs to nothing`);
    rmSync(stored);
    expect((await runVeche({ ...there }, 'check')).out).toContain(`${hash} is missing`);
  });

  it('says in a sentence that a database is too damaged to be checked', async () => {
    const there = newPlace();
    await runVeche({ ...there }, 'restore', folder);
    const bytes = readFileSync(fileOf(there));
    writeFileSync(fileOf(there), bytes.fill('x', 4096 * 2));
    const { code, err } = await runVeche({ ...there }, 'check');
    expect({ code, err }).toEqual({
      code: 1,
      err: 'veche: The database is damaged, and cannot be read to its end. Restore a backup.\n',
    });
  }, 30_000);

  it('keeps the rest where a file is damaged, says which one is not in the backup, and fails', async () => {
    const there = newPlace();
    await runVeche({ ...there }, 'restore', folder);
    const [hash = ''] = onDisk(there.UPLOADS_DIR).hashes;
    flip(join(there.UPLOADS_DIR, installationOf(there), hash.slice(0, 2), hash));
    const made = join(root, 'with-a-loss');
    const { code, out } = await runVeche({ ...there }, 'backup', made);
    expect({ code, out }).toMatchObject({
      code: 1,
      out: expect.stringContaining(`not in the backup: the file ${hash}`),
    });
    expect(await runVeche({ ...newPlace() }, 'restore', made)).toMatchObject({ code: 0 });
  });

  it('says what is wrong with a wrong command, with an exit code of its own', async () => {
    expect(await runVeche({ ...here }, 'bakcup')).toMatchObject({ code: 2, out: '' });
    expect(await runVeche({ ...here }, 'backup')).toMatchObject({ code: 2, out: '' });
    expect(await runVeche({ ...newPlace() }, 'check')).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no database at'),
    });
  });
});

function installationOf(place: Place): string {
  const database = new sqliteDriver(fileOf(place), { readonly: true });
  const row = database.prepare<[], { value: string }>(`SELECT value FROM server WHERE key = 'installation'`).get();
  database.close();
  return row?.value ?? '';
}
