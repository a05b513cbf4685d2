// The model server of the other tests is only a model: here the state layer meets the real one.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Client } from '../../web/src/state/client.js';
import type { ChatState } from '../../web/src/state/model.js';
import { startApp, type TestApp } from '../support/app.js';
import { chatClient } from '../support/chat-client.js';
import { directOf, generalOf, groupOf, type Person, register, say } from '../support/people.js';
import { until } from '../support/until.js';

let app: TestApp;
const clients: Client[] = [];
beforeEach(async () => {
  app = await startApp();
});
afterEach(async () => {
  for (const client of clients.splice(0)) await client.signOut();
  await app.stop();
});

async function open({ cookie }: Person): Promise<Client> {
  const client = chatClient(app.url, cookie, { acknowledged: () => undefined });
  clients.push(client);
  await client.start();
  await until(() => client.store.getState().link === 'online' && client.store.getState().epoch !== null);
  return client;
}

const state = (client: Client): ChatState => client.store.getState();

/** What both of two screens of a person have to show alike. */
function shownOf(client: Client) {
  const { channels, blocked, myLikes } = state(client);
  const views = Object.entries(channels).map(([id, { view, rows, notices, members }]) => {
    const likes = Object.fromEntries(rows.map((row) => [row.id, [...(myLikes.get(row.id)?.emojis ?? [])].sort()]));
    const people = Object.values(members?.people ?? {}).map(({ user, role }) => `${user.id} ${role}`);
    return [id, { view, rows, notices, likes, people: people.sort() }] as const;
  });
  return { blocked, channels: Object.fromEntries(views.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

async function lookAtAll(client: Client): Promise<void> {
  for (const id of Object.keys(state(client).channels)) {
    client.open(id);
    client.loadMembers(id);
  }
  await until(() =>
    Object.values(state(client).channels).every(({ loaded, members }) => loaded && members?.status === 'ready'),
  );
}

describe('a screen that was there all the time', () => {
  it('shows the same as one that is opened afterwards', async () => {
    const [ann, bea, carl] = [await register(app, 'ann'), await register(app, 'bea'), await register(app, 'carl')];
    const general = (await generalOf(ann)).id;
    const screen = await open(ann);
    const other = await open(ann);
    await lookAtAll(screen);

    const group = await groupOf(bea, [ann, carl]);
    const direct = await directOf(bea, ann);
    const said = await say(bea, group, 'hello @ann');
    await say(bea, direct, 'psst');
    await say(bea, general, '@ann good morning');
    await until(() => Object.keys(state(screen).channels).length === 3);
    await lookAtAll(screen);
    await until(() => state(screen).channels[group]!.view.lastSeq === 1);
    expect(await other.messages.like(said.id, '♥', true)).toMatchObject({ code: 'message_not_found' });
    expect(state(screen).channels[group]!.view.unreadMentions).toEqual([1]);

    await lookAtAll(other);
    expect(await other.messages.like(said.id, '♥', true)).toBeNull();
    expect(await other.messages.like(said.id, '👍', true)).toBeNull();
    expect(await other.messages.like(said.id, '👍', false)).toBeNull();
    expect(other.send(group, 'hello back', said.id)).toBe(true);
    await until(() => state(other).outbox.length === 0);
    const mine = state(other).channels[group]!.rows.at(-1)!;
    expect(mine).toMatchObject({ body: 'hello back', replyToId: said.id });
    expect(await other.messages.edit(mine, 'hello to you')).toBeNull();
    await bea.patch(`/api/groups/${group}/members/${ann.user.id}`, { role: 'moderator' }).expect(204);
    await bea.patch(`/api/groups/${group}`, { name: 'renamed' }).expect(200);
    await bea.delete(`/api/groups/${group}/members/${carl.user.id}`).expect(204);
    for (let i = 0; i < 3; i++) await say(bea, direct, `@ann ${i}`);
    await until(() => state(other).channels[direct]!.view.lastSeq === 4);
    other.read(direct, 2);
    expect(await other.markUnread(general, 1)).toBeNull();
    expect(await other.setNotify(general, 'mentions')).toBeNull();
    expect(await other.people.block(carl.user.id, true)).toBeNull();
    await say(carl, general, '@ann are you there?');
    const gone = await say(bea, direct, '@ann oops');
    await bea.delete(`/api/messages/${gone.id}`).expect(200);
    const shut = await other.groups.create({ name: 'short-lived' });
    expect(await other.groups.leave(shut.data!)).toBeNull();

    const fresh = await open(ann);
    await lookAtAll(fresh);
    await lookAtAll(other);
    for (const one of [screen, other]) {
      const isEqual = () => JSON.stringify(shownOf(one)) === JSON.stringify(shownOf(fresh));
      await until(isEqual).catch(() => undefined);
      expect(shownOf(one)).toEqual(shownOf(fresh));
    }
    expect(state(fresh).channels[direct]!.view).toMatchObject({ readSeq: 2, unreadMentions: [3, 4] });
    expect(state(fresh).channels[general]!.view.unreadMentions).toEqual([1]);
    expect(shownOf(fresh).channels[group]!.likes[said.id]).toEqual(['♥']);
  });
});

describe('a screen that went through many channels', () => {
  it('holds the messages of the last ten, and fetches the others when they are opened again', async () => {
    const ann = await register(app, 'ann');
    const ids: string[] = [];
    for (let i = 0; i < 11; i++) ids.push(await groupOf(ann));
    await say(ann, ids[0]!, 'still there');
    const screen = await open(ann);
    const isLoaded = (id: string) => state(screen).channels[id]!.loaded;
    for (const id of ids) {
      screen.open(id);
      await until(() => isLoaded(id));
    }
    expect(ids.filter(isLoaded)).toEqual(ids.slice(1));
    expect(state(screen).channels[ids[0]!]!.rows).toEqual([]);
    // Looked at again, the second stays, and the third is let go.
    screen.open(ids[1]!);
    screen.open(ids[0]!);
    await until(() => isLoaded(ids[0]!));
    expect(state(screen).channels[ids[0]!]!.rows.map(({ body }) => body)).toEqual(['still there']);
    expect(ids.filter(isLoaded)).toEqual(ids.filter((_, at) => at !== 2));
  });
});
