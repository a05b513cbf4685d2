import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { SignedIn } from '../../src/common/current-user.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup, removeSlowly } from '../support/factories.js';
import { type Person, register } from '../support/people.js';

let app: TestApp;
let messages: MessagesService;
let author: Person;
let other: Person;
beforeAll(async () => {
  app = await startApp();
  messages = app.nest.get(MessagesService);
  [author, other] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

const as = ({ user }: Person): SignedIn => ({ id: user.id, role: user.role, sessionId: '' });
const send = (person: Person, channelId: string, body: string, clientId: string = randomUUID()) =>
  messages.send(as(person), channelId, { clientId, body });

async function rowsOf(channelId: string) {
  const rows = await app.nest
    .get<DataSource>(getDataSourceToken())
    .query<{ seq: number; body: string; channelId: string; lastSeq: number }[]>(
      `SELECT m."seq", m."body", m."channelId", c."lastSeq" FROM "message" m JOIN "channel" c ON c."id" = m."channelId"
       ORDER BY m."seq"`,
    );
  return rows.filter((row) => row.channelId === channelId);
}

describe('sending', () => {
  it('numbers the messages of a channel 1, 2, 3 … and says so in the channel', async () => {
    const id = await aGroup(app, [author, other]);
    await Promise.all(Array.from({ length: 60 }, (_, number) => send(number % 2 ? author : other, id, `${number}`)));
    const rows = await rowsOf(id);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, number) => number + 1));
    expect(rows[0]!.lastSeq).toBe(60);
  });

  it('leaves no hole where one of many fails after it took its number, and stores all the others', async () => {
    const id = await aGroup(app, [author, other]);
    const sends = Array.from({ length: 40 }, (_, number) => {
      const uploadIds = number % 8 === 3 ? [randomUUID()] : [];
      const draft = { clientId: randomUUID(), body: `${number}`, uploadIds };
      return messages.send(as(number % 2 ? author : other), id, draft);
    });
    const failed = (await Promise.allSettled(sends)).filter(({ status }) => status === 'rejected');
    expect(failed).toHaveLength(5);
    expect(failed[0]).toMatchObject({ reason: { code: 'upload_not_found' } });
    const rows = await rowsOf(id);
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 35 }, (_, number) => number + 1));
    expect(rows[0]!.lastSeq).toBe(35);
  });

  it('has read its own messages for each of those who speak at once, up to their last one', async () => {
    const id = await aGroup(app, [author, other]);
    await Promise.all([send(author, id, '1'), send(other, id, '2'), send(author, id, '3'), send(other, id, '4')]);
    const readBy = async (person: Person) =>
      (await person.get(`/api/channels/${id}`).expect(200)).body as { readSeq: number; unread: number };
    expect(await readBy(author)).toMatchObject({ readSeq: 3, unread: 1 });
    expect(await readBy(other)).toMatchObject({ readSeq: 4, unread: 0 });
  });

  it('keeps the order of what one person sends, without waiting in between', async () => {
    const id = await aGroup(app, [author]);
    await Promise.all(Array.from({ length: 100 }, (_, number) => send(author, id, `${number}`)));
    expect((await rowsOf(id)).map(({ body }) => body)).toEqual(Array.from({ length: 100 }, (_, number) => `${number}`));
  });

  it('stores a message once, though its clientId comes fifty times at once', async () => {
    const id = await aGroup(app, [author]);
    const clientId = randomUUID();
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(author, id, 'once', clientId)));
    expect(answers.filter(({ deduplicated }) => !deduplicated)).toHaveLength(1);
    expect(new Set(answers.map(({ message }) => message.id)).size).toBe(1);
    expect(await rowsOf(id)).toHaveLength(1);
  });

  it('refuses a clientId that stands for another text or another channel', async () => {
    const [one, two] = [await aGroup(app, [author]), await aGroup(app, [author])];
    const clientId = randomUUID();
    await send(author, one, 'first', clientId);
    await expect(send(author, one, 'second', clientId)).rejects.toMatchObject({ code: 'client_id_conflict' });
    await expect(send(author, two, 'first', clientId)).rejects.toMatchObject({ code: 'client_id_conflict' });
    expect(await rowsOf(two)).toEqual([]);
  });

  it('lets two channels race for one clientId, and only one has it', async () => {
    const channels = [await aGroup(app, [author]), await aGroup(app, [author])];
    const clientId = randomUUID();
    const outcomes = await Promise.allSettled(channels.map((id) => send(author, id, 'x', clientId)));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect([...(await rowsOf(channels[0]!)), ...(await rowsOf(channels[1]!))]).toHaveLength(1);
  });

  it('lets two people use the same clientId', async () => {
    const id = await aGroup(app, [author, other]);
    const clientId = randomUUID();
    await Promise.all([send(author, id, 'mine', clientId), send(other, id, 'mine', clientId)]);
    expect(await rowsOf(id)).toHaveLength(2);
  });

  it('is for members only, at the moment of the commit', async () => {
    const id = await aGroup(app, [author, other]);
    await expect(send(await register(app), id, 'let me in')).rejects.toMatchObject({ code: 'channel_not_found' });
    const leaving = removeSlowly(app, id, other);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await expect(send(other, id, 'too late')).rejects.toMatchObject({ code: 'channel_not_found' });
    await leaving;
    expect(await rowsOf(id)).toEqual([]);
  });
});
