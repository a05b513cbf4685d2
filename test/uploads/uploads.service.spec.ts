import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { LIMITS } from '../../src/contract/limits.js';
import type { UploadView } from '../../src/contract/views.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { HistoryService } from '../../src/messages/history.service.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { Upload } from '../../src/uploads/upload.entity.js';
import { UploadsService } from '../../src/uploads/uploads.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { groupOf, type Person, register, say, signedIn } from '../support/people.js';
import { tidy } from '../support/stored-files.js';
import { picture, show, text, upload, uploading } from '../support/uploads.js';

let app: TestApp;
let uploads: UploadsService;
let messages: MessagesService;
let ann: Person;
let bob: Person;
let id: string;
beforeAll(async () => {
  app = await startApp();
  uploads = app.nest.get(UploadsService);
  messages = app.nest.get(MessagesService);
  [ann, bob] = [await register(app, 'ann'), await register(app, 'bob')];
});
beforeEach(async () => {
  id = await groupOf(ann, [bob]);
});
afterAll(() => app.stop());

interface Draft {
  clientId?: string;
  body?: string;
  uploadIds?: string[];
}
const send = (person: Person, { clientId = randomUUID(), body = '', uploadIds = [] }: Draft, channelId = id) =>
  messages.send(signedIn(person), channelId, { clientId, body, uploadIds });
const idsOf = (views: UploadView[]) => views.map(({ id: uploadId }) => uploadId);
const find = (person: Person, uploadId: string) => uploads.find(person.user.id, uploadId, 'original');

describe('a message with files', () => {
  it('shows them in the order in which it names them, to everybody in the channel', async () => {
    const files = [
      await upload(ann, id, text('1')),
      await upload(ann, id, text('2')),
      await upload(ann, id, text('3')),
    ];
    const [one, two, three] = idsOf(files) as [string, string, string];
    const { message } = await send(ann, { uploadIds: [three, one, two] });
    expect(message.uploads).toEqual([files[2], files[0], files[1]]);
    expect(await app.nest.get(HistoryService).get(bob.user.id, message.id)).toEqual(message);
  });

  it('needs no words, and a message without either is refused', async () => {
    const file = await upload(ann, id, text());
    expect((await send(ann, { uploadIds: [file.id] })).message).toMatchObject({ body: '' });
    await expect(send(ann, {})).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('may lose its words by an edit, but not its words and its files', async () => {
    const { id: messageId } = await show(ann, id, [text()], 'look');
    const edited = await messages.edit(signedIn(ann), messageId, { body: '', version: 1 });
    expect(edited).toMatchObject({ body: '', uploads: [{ name: 'notes.txt' }] });
    const plain = await say(ann, id, 'words');
    const emptied = messages.edit(signedIn(ann), plain.id, { body: '', version: 1 });
    await expect(emptied).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('claims only what its author uploaded here, and only once', async () => {
    const other = await groupOf(ann, [bob]);
    const [hers, his, elsewhere] = [
      await upload(ann, id, text()),
      await upload(bob, id, text()),
      await upload(ann, other, text()),
    ];
    for (const uploadId of [his.id, elsewhere.id, randomUUID()]) {
      const refused = send(ann, { body: 'mine', uploadIds: [hers.id, uploadId] });
      await expect(refused).rejects.toMatchObject({ code: 'upload_not_found' });
    }
    await send(ann, { uploadIds: [hers.id] });
    await expect(send(ann, { uploadIds: [hers.id] })).rejects.toMatchObject({ code: 'upload_not_found' });
    expect((await app.nest.get(HistoryService).page(ann.user.id, id, { limit: 50 })).items).toHaveLength(1);
  });

  it('of two that claim the same file at once, one is refused', async () => {
    const { id: uploadId } = await upload(ann, id, text());
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => send(ann, { uploadIds: [uploadId] })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('sent again with the same clientId is the first one, and with other files a conflict', async () => {
    const [one, other] = [await upload(ann, id, text()), await upload(ann, id, text())];
    const draft = { clientId: randomUUID(), uploadIds: [one.id] };
    const first = await send(ann, draft);
    expect(await send(ann, draft)).toEqual({ ...first, deduplicated: true });
    const changed = send(ann, { ...draft, uploadIds: [other.id] });
    await expect(changed).rejects.toMatchObject({ code: 'client_id_conflict' });
  });

  it('takes them along when it is deleted: rows, bytes and thumbnails', async () => {
    const before = (await tidy(app)).hashes;
    const message = await show(ann, id, [await picture('png', 40, 30, '#123456'), text('only here')]);
    expect((await tidy(app)).hashes).toHaveLength(before.length + 3);
    await messages.delete(signedIn(ann), message.id);
    expect(await app.nest.get(HistoryService).get(bob.user.id, message.id)).toMatchObject({ uploads: [] });
    await expect(find(ann, message.uploads[0]!.id)).rejects.toMatchObject({ code: 'upload_not_found' });
    expect((await tidy(app)).hashes).toEqual(before);
  });
});

describe('an upload', () => {
  it('is read by its uploader alone until it is sent, then by everybody who is in the channel now', async () => {
    const file = await upload(ann, id, text());
    expect(await find(ann, file.id)).toMatchObject({ name: 'notes.txt', size: 5 });
    await expect(find(bob, file.id)).rejects.toMatchObject({ code: 'upload_not_found' });
    await send(ann, { uploadIds: [file.id] });
    expect(await find(bob, file.id)).toMatchObject({ name: 'notes.txt' });
    await bob.delete(`/api/groups/${id}/members/me`).expect(204);
    await expect(find(bob, file.id)).rejects.toMatchObject({ code: 'upload_not_found' });
  });

  it('that was not sent can be taken back by its uploader, and by nobody else', async () => {
    const [file, sent] = [await upload(ann, id, text()), (await show(ann, id, [text()])).uploads[0]!];
    const notHis = uploads.remove(bob.user.id, file.id);
    await expect(notHis).rejects.toMatchObject({ code: 'upload_not_found' });
    await uploads.remove(ann.user.id, file.id);
    await expect(find(ann, file.id)).rejects.toMatchObject({ code: 'upload_not_found' });
    await expect(uploads.remove(ann.user.id, sent.id)).rejects.toMatchObject({ code: 'upload_not_found' });
    expect(await find(bob, sent.id)).toMatchObject({ name: 'notes.txt' });
  });

  it('of which too many wait to be sent is refused, until some are gone', async () => {
    const carl = await register(app);
    const mine = await groupOf(carl);
    const rows = Array.from({ length: LIMITS.uploadsUnsent - 1 }, () => ({
      ...{ id: randomUUID(), channelId: mine, userId: carl.user.id, messageId: null, name: 'x', mime: 'a/b', size: 1 },
      ...{ width: null, height: null, thumbhash: null, animated: false, createdAt: Date.now() },
    }));
    await app.nest.get(WriteQueue).run(({ manager }) => manager.insert(Upload, rows));
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((content) => uploading(carl, mine, text(content))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    await uploads.remove(carl.user.id, rows[0]!.id);
    await uploading(carl, mine, text()).expect(201);
  });
});

describe('the sweep', () => {
  it('takes what was never sent and is old, and nothing else', async () => {
    const [sent, unsent] = [(await show(ann, id, [text('sent')])).uploads[0]!, await upload(ann, id, text('unsent'))];
    expect(await uploads.sweep(Date.now() - 60_000)).toBe(0);
    expect(await find(ann, unsent.id)).toMatchObject({ name: 'notes.txt' });
    while ((await uploads.sweep(Date.now() + 60_000)) > 0);
    await expect(find(ann, unsent.id)).rejects.toMatchObject({ code: 'upload_not_found' });
    expect(await find(ann, sent.id)).toMatchObject({ name: 'notes.txt' });
    const { hashes, named } = await tidy(app);
    expect(hashes).toEqual(named);
  });

  it('never takes a file that a message claims at the same moment', async () => {
    for (let round = 0; round < 10; round++) {
      const file = await upload(ann, id, text(`round ${round}`));
      const [claimed] = await Promise.allSettled([
        send(ann, { uploadIds: [file.id] }),
        uploads.sweep(Date.now() + 60_000),
      ]);
      const readable = await find(ann, file.id).then(
        () => true,
        () => false,
      );
      expect(readable).toBe(claimed.status === 'fulfilled');
    }
    const { hashes, named } = await tidy(app);
    expect(hashes).toEqual(named);
  });
});
