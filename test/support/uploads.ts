import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import type { Test } from 'supertest';
import type { MessageView, SentMessage, UploadView } from '../../src/contract/views.js';
import type { Person } from './people.js';

/** A file as a person chooses it. */
export interface Chosen {
  name: string;
  bytes: Buffer;
  mime?: string;
}

type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

/** A picture of one colour. */
export async function picture(format: Format, width: number, height: number, background = '#c63'): Promise<Chosen> {
  const bytes = await sharp({ create: { width, height, channels: 3, background } })
    [format]()
    .toBuffer();
  return { name: `picture.${format}`, bytes, mime: `image/${format}` };
}

export const text = (content = 'hello', name = 'notes.txt'): Chosen => ({
  name,
  bytes: Buffer.from(content),
  mime: 'text/plain',
});

/** The request with the file as its body. */
export const attach = (test: Test, { name, bytes, mime }: Chosen): Test =>
  test.attach('file', bytes, { filename: name, ...(mime && { contentType: mime }) });

export const uploading = (person: Person, channelId: string, file: Chosen): Test =>
  attach(person.post(`/api/channels/${channelId}/uploads`), file);

export async function upload(person: Person, channelId: string, file: Chosen): Promise<UploadView> {
  return (await uploading(person, channelId, file).expect(201)).body as UploadView;
}

/** Says something with files. */
export async function show(person: Person, channelId: string, files: Chosen[], body = ''): Promise<MessageView> {
  const uploadIds: string[] = [];
  for (const file of files) uploadIds.push((await upload(person, channelId, file)).id);
  const draft = { clientId: randomUUID(), body, uploadIds };
  const answer = await person.post(`/api/channels/${channelId}/messages`, draft).expect(201);
  return (answer.body as SentMessage).message;
}
