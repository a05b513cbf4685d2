import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { createApp } from '../src/app.js';
import { Channel } from '../src/channels/channel.entity.js';
import { validation } from '../src/common/validation.js';
import { readConfig } from '../src/config/config.js';
import type { MyChannelView, Page } from '../src/contract/views.js';
import { StoredFile } from '../src/files/file.entity.js';
import { DraftDto } from '../src/messages/messages.dto.js';
import { MessageLike } from '../src/messages/message-like.entity.js';
import { Message } from '../src/messages/message.entity.js';
import { fill, SeedError } from '../src/seed/fill.js';
import { SEED_PASSWORD } from '../src/seed/stage.js';
import { tellStory } from '../src/seed/story.js';
import { Upload } from '../src/uploads/upload.entity.js';
import { User } from '../src/users/user.entity.js';
import { startApp, type TestApp } from './support/app.js';
import { dropDatabase, emptyDatabase } from './support/database.js';
import { login, type Person } from './support/people.js';

const MORE = { messages: 2_500, channels: 30 };

describe('the seed', () => {
  let settings: { DATABASE_URL: string; UPLOADS_DIR: string };
  let app: TestApp;
  let vera: Person;
  const told: string[] = [];
  const began = Date.now();

  async function sow(): Promise<void> {
    const nest = await createApp(readConfig({ ...settings, LOG_LEVEL: 'silent', RATE_LIMITS: 'off' }));
    await nest.init();
    await fill(nest, MORE, (sentence) => told.push(sentence)).finally(() => nest.close());
  }

  const rows = (entity: new () => object) => app.nest.get<DataSource>(getDataSourceToken()).getRepository(entity);

  beforeAll(async () => {
    const uploads = mkdtempSync(join(tmpdir(), 'veche-seed-'));
    settings = { DATABASE_URL: await emptyDatabase(), UPLOADS_DIR: uploads };
    await sow();
    app = await startApp(settings);
    vera = await login(app, 'vera', SEED_PASSWORD);
  }, 120_000);

  afterAll(async () => {
    await app.stop();
    await dropDatabase(settings.DATABASE_URL);
    rmSync(settings.UPLOADS_DIR, { recursive: true });
  });

  it('makes the people, the conversations and the messages that it tells of', async () => {
    const { conversations } = tellStory(began);
    const said = conversations.flatMap(({ lines }) => lines).length + MORE.messages;
    expect(told).toContain(`24 people, ${conversations.length} conversations, ${said} messages.`);
    expect(await rows(User).count()).toBe(24);
    expect(await rows(Message).count()).toBe(said + MORE.channels);
    expect(await rows(Channel).count()).toBe(conversations.length + 1 + MORE.channels);
    expect(await rows(MessageLike).count()).toBeGreaterThan(300);
    expect(vera.user.role).toBe('admin');
  });

  it('numbers the messages of every channel without a hole', async () => {
    for (const { id, lastSeq } of (await rows(Channel).find()) as Channel[]) {
      const seqs = ((await rows(Message).find({ where: { channelId: id } as object })) as Message[]).map(
        ({ seq }) => seq,
      );
      expect(seqs.sort((one, other) => one - other)).toEqual(Array.from({ length: lastSeq }, (_, i) => i + 1));
    }
  });

  it('writes nothing that the doors would not let in', async () => {
    const pipe = validation();
    for (const { clientId, body } of (await rows(Message).find()) as Message[]) {
      const passed = (await pipe.transform({ clientId, body }, { type: 'body', metatype: DraftDto })) as DraftDto;
      expect(passed.body).toBe(body);
    }
  });

  it('spreads what was said over weeks, in the order of the numbers, and nothing is of the future', async () => {
    const all = (await rows(Message).find({ order: { channelId: 'ASC', seq: 'ASC' } })) as Message[];
    const times = all.map(({ createdAt }) => createdAt);
    expect(Math.max(...times)).toBeLessThanOrEqual(Date.now());
    expect(began - Math.min(...times)).toBeGreaterThan(30 * 24 * 3_600_000);
    const backwards = all.filter((message, i) => {
      const before = all[i - 1];
      return before?.channelId === message.channelId && before.createdAt > message.createdAt;
    });
    expect(backwards.map(({ body }) => body)).toEqual([]);
  });

  it('shows pictures, of messages, of people and of groups', async () => {
    const pictures = ((await rows(Upload).find()) as Upload[]).filter(({ width }) => width !== null);
    expect(pictures.length).toBeGreaterThan(20);
    expect(await rows(StoredFile).countBy({ variant: 'thumbnail' })).toBe(pictures.length);
    const mine = pictures.find(({ name }) => name === 'chart.jpg')!;
    await vera.get(`/api/uploads/${mine.id}/thumbnail`).expect('content-type', 'image/webp').expect(200);
    await vera.get(vera.user.avatarUrl!).expect('content-type', 'image/webp').expect(200);
    const { items } = (await vera.get('/api/channels?limit=200').expect(200)).body as Page<MyChannelView>;
    expect(items.filter(({ avatarUrl }) => avatarUrl !== null).length).toBeGreaterThan(5);
    expect(items.some(({ unread }) => unread > 0)).toBe(true);
    expect(items.some(({ unreadMentions }) => unreadMentions.length > 0)).toBe(true);
  });

  it('has both languages, answers, changes, erasures, mentions and a message from right to left', async () => {
    const all = (await rows(Message).find()) as Message[];
    const some = (which: (message: Message) => boolean) => all.some(which);
    expect(some(({ body }) => /[а-я]/.test(body)) && some(({ body }) => /^[a-zA-Z ,.]+$/.test(body))).toBe(true);
    expect(some(({ body }) => /^\p{Script=Arabic}/u.test(body))).toBe(true);
    expect(some(({ replyToId }) => replyToId !== null)).toBe(true);
    expect(some(({ editedAt }) => editedAt !== null)).toBe(true);
    expect(some(({ deletedAt }) => deletedAt !== null)).toBe(true);
    expect(some(({ mentions }) => mentions.length > 0)).toBe(true);
  });

  it('refuses where there are people already, and writes nothing', async () => {
    const counts = () => Promise.all([User, Channel, Message, Upload].map((entity) => rows(entity).count()));
    const before = await counts();
    await app.stop();
    await expect(sow()).rejects.toThrow(SeedError);
    app = await startApp(settings);
    expect(await counts()).toEqual(before);
  });
});

describe('the story', () => {
  const midnight = Date.UTC(2026, 4, 1);

  it('is the same each time', () => {
    expect(tellStory(midnight)).toEqual(tellStory(midnight));
  });

  it('goes forward, at whatever hour it is told', () => {
    for (let hour = 0; hour < 24; hour++) {
      const now = midnight + hour * 3_600_000 + 600_000;
      for (const { key, lines } of tellStory(now).conversations) {
        const times = lines.map(({ at }) => at);
        expect([hour, key, times]).toEqual([hour, key, times.toSorted((one, other) => one - other)]);
        expect(times.at(-1)).toBeLessThanOrEqual(now);
      }
    }
  });
});
