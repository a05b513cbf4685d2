import { afterAll, expect, it } from '@jest/globals';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDatabase } from '../support/database.js';
import { generalOf, register } from '../support/people.js';
import { endServers, freePort, startServer } from '../support/server-process.js';
import { attach, picture, show, text } from '../support/uploads.js';

const folder = mkdtempSync(join(tmpdir(), 'veche-missing-'));
afterAll(() => {
  endServers();
  rmSync(folder, { recursive: true });
});

/** As when its disk was not mounted. */
it('an empty folder of files is told at the start, each missing file is a 404 that nobody keeps, and all are there again once it is back', async () => {
  const uploads = join(folder, 'uploads');
  const settings = { PORT: String(await freePort()), DATABASE_URL: await emptyDatabase(), UPLOADS_DIR: uploads };
  const restarted = async (last?: Awaited<ReturnType<typeof startServer>>) => {
    last?.signal('SIGTERM');
    await last?.ended;
    return startServer(settings);
  };
  const warning = `no file is in ${uploads}`;

  const first = await restarted();
  const person = await register(first);
  const { id } = await generalOf(person);
  const { uploads: sent } = await show(person, id, [
    text('small'),
    text('large'.repeat(50_000)),
    await picture('png', 9, 9),
  ]);
  const { body } = await attach(person.put('/api/users/me/avatar'), await picture('gif', 12, 12)).expect(200);
  const paths = [...sent.map(({ url }) => url), sent[2]!.thumbnailUrl!, (body as { avatarUrl: string }).avatarUrl];
  const second = await restarted(first);
  expect([first.output(), second.output()].join()).not.toContain(warning);

  renameSync(uploads, `${uploads}.away`);
  const third = await restarted(second);
  expect(third.output()).toContain(warning);
  for (const path of paths) {
    const { headers, body: problem } = await person.get(path).set('Range', 'bytes=0-1').expect(404);
    expect(problem).toMatchObject({ code: 'upload_not_found' });
    expect(headers).toMatchObject({
      'cache-control': 'no-store, private',
      'content-type': expect.stringContaining('problem+json'),
    });
    for (const name of ['etag', 'content-disposition', 'content-range']) expect(headers).not.toHaveProperty(name);
  }
  const errors = third
    .output()
    .split('\n')
    .filter((line) => line.includes('a stored file is missing'));
  expect(errors.map((line) => (JSON.parse(line) as { level: number }).level)).toEqual(paths.map(() => 50));

  rmSync(uploads, { recursive: true });
  renameSync(`${uploads}.away`, uploads);
  await restarted(third);
  for (const path of paths) await person.get(path).expect(200);
});
