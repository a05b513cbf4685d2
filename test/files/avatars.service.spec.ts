import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AvatarsService } from '../../src/files/avatars.service.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Person, register } from '../support/people.js';
import { tidy } from '../support/stored-files.js';
import { attach, picture, text } from '../support/uploads.js';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startApp();
  person = await register(app);
});
afterAll(() => app.stop());

describe('avatars', () => {
  it('of anything but a picture are refused, and nothing is left of it', async () => {
    const answer = await attach(person.put('/api/users/me/avatar'), text('GIF is what I am not', 'me.gif')).expect(422);
    expect(answer.body).toMatchObject({ code: 'picture_invalid' });
    expect(await tidy(app)).toMatchObject({ drafts: [], hashes: [], named: [] });
  });

  it('go with all of their files', async () => {
    const answer = await attach(person.put('/api/users/me/avatar'), await picture('gif', 12, 12)).expect(200);
    const id = (answer.body as { avatarUrl: string }).avatarUrl.split('/').at(-1)!;
    expect((await tidy(app)).hashes.length).toBeGreaterThan(0);
    await app.nest.get(WriteQueue).run((tx) => app.nest.get(AvatarsService).drop(tx, id));
    expect(await tidy(app)).toMatchObject({ hashes: [], named: [] });
    await app.nest.get(WriteQueue).run((tx) => app.nest.get(AvatarsService).drop(tx, null));
  });
});
