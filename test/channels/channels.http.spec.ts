import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../src/contract/limits.js';
import type { MemberView, MyChannelView, Page } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { directOf, generalOf, groupOf, myChannel, type Person, register, say } from '../support/people.js';
import { picture, show, text } from '../support/uploads.js';

let app: TestApp;
let member: Person;
let outsider: Person;
beforeAll(async () => {
  app = await startApp();
  [member, outsider] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

describe('channels over HTTP', () => {
  it('are listed page by page, mine only', async () => {
    const mine = [await aGroup(app, [member]), await aGroup(app, [member]), (await generalOf(member)).id].sort();
    await aGroup(app, [outsider]);
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: Page<MyChannelView> & { epoch: string } = (
        await member.get(`/api/channels?limit=1${after && `&after=${after}`}`).expect(200)
      ).body as never;
      expect(page.items).toHaveLength(1);
      expect(page.epoch).toMatch(/^[0-9a-f-]{36}$/);
      seen.push(...page.items.map(({ id }) => id));
      after = page.after;
    }
    expect(seen).toEqual(mine);
  });

  it('show their members page by page', async () => {
    const people = [member, outsider, await register(app)];
    const id = await aGroup(app, people);
    const first = (await member.get(`/api/channels/${id}/members?limit=2`).expect(200)).body as Page<MemberView>;
    const rest = (await member.get(`/api/channels/${id}/members?limit=2&after=${first.after!}`))
      .body as Page<MemberView>;
    const names = [...first.items, ...rest.items].map(({ user }) => user.username);
    expect(names.sort()).toEqual(people.map(({ user }) => user.username).sort());
    expect(rest.after).toBeNull();
  });

  it('of others answer exactly like channels that do not exist', async () => {
    const id = await aGroup(app, [member]);
    for (const path of ['', '/members', '/messages', '/changes?epoch=00000000-0000-4000-8000-000000000000&from=0']) {
      const answers = [];
      for (const channel of [id, '00000000-0000-4000-8000-000000000000']) {
        const { body } = await outsider.get(`/api/channels/${channel}${path}`).expect(404);
        answers.push({ ...(body as object), requestId: '' });
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]).toMatchObject({ code: 'channel_not_found' });
    }
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1&limit=2', 'after=x', 'page=2'])(
    'refuse the page %s',
    async (query) => {
      await member.get(`/api/channels?${query}`).expect(400);
    },
  );
});

describe('the last message of a channel', () => {
  const listed = async (person: Person, id: string) => {
    const { items } = (await person.get('/api/channels?limit=200').expect(200)).body as Page<MyChannelView>;
    return items.find((channel) => channel.id === id);
  };
  const lastOf = async (person: Person, id: string) => {
    const { lastMessage, lastSeq } = await myChannel(person, id);
    expect((await listed(person, id))?.lastMessage).toEqual(lastMessage);
    expect(lastMessage?.seq ?? 0).toBe(lastSeq);
    return lastMessage;
  };

  it('is shown in channels of every kind, to everybody in them, and is null where nothing was said', async () => {
    const ids = [
      (await generalOf(member)).id,
      await groupOf(member, [outsider]),
      await directOf(member, outsider),
      await directOf(member, member),
    ];
    for (const [at, id] of ids.entries()) {
      expect(await lastOf(member, id)).toBeNull();
      await say(member, id, 'first');
      const { id: messageId, seq, revision, authorId } = await say(member, id, `second ${at}`);
      const shown = { id: messageId, seq, revision, authorId, body: `second ${at}`, uploads: [], deletedAt: null };
      expect(await lastOf(member, id)).toEqual(shown);
      if (at < 3) expect(await lastOf(outsider, id)).toEqual(shown);
    }
  });

  it('is as it is now: edited, liked, and erased', async () => {
    const id = await groupOf(member);
    await say(member, id, 'earlier');
    const message = await say(member, id, 'before');
    await member.patch(`/api/messages/${message.id}`, { body: 'after', version: 1 }).expect(200);
    const edited = await lastOf(member, id);
    expect(edited).toMatchObject({ seq: 2, body: 'after', deletedAt: null });
    await member.put(`/api/messages/${message.id}/likes`, {}).expect(200);
    expect(await lastOf(member, id)).toEqual({ ...edited, revision: edited!.revision + 1 });
    await member.delete(`/api/messages/${message.id}`).expect(200);
    expect(await lastOf(member, id)).toMatchObject({
      id: message.id,
      body: '',
      uploads: [],
      deletedAt: expect.any(String),
    });
  });

  it('is cut where the list has no room for it, between characters', async () => {
    const id = await groupOf(member);
    await say(member, id, '🔥'.repeat(LIMITS.lastMessageBody + 1));
    expect((await lastOf(member, id))?.body).toBe('🔥'.repeat(LIMITS.lastMessageBody));
  });

  it('names its files, and says which of them are pictures', async () => {
    const id = await groupOf(member);
    await show(member, id, [await picture('png', 30, 20), text('hello', 'notes.txt')]);
    const files = [
      { name: expect.stringMatching(/^picture/), width: 30 },
      { name: 'notes.txt', width: null },
    ];
    expect(await lastOf(member, id)).toMatchObject({ body: '', uploads: files });
  });

  it('comes along with a channel that one enters', async () => {
    const id = await groupOf(member, [], { visibility: 'public' });
    const { id: messageId } = await say(member, id, 'welcome');
    expect(await listed(outsider, id)).toBeUndefined();
    const entered = (await outsider.put(`/api/groups/${id}/members/me`).expect(200)).body as MyChannelView;
    expect(entered.lastMessage).toMatchObject({ id: messageId, body: 'welcome' });
  });
});
