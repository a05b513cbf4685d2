import { expect } from '@jest/globals';
import { getDataSourceToken } from '@nestjs/typeorm';
import { isDeepStrictEqual } from 'node:util';
import type { DataSource } from 'typeorm';
import { ChannelsService } from '../../src/channels/channels.service.js';
import { MyChannelsService } from '../../src/channels/my-channels.service.js';
import type { SignedIn } from '../../src/common/current-user.js';
import type { MessagesPage, MyChannelView } from '../../src/contract/views.js';
import { HistoryService } from '../../src/messages/history.service.js';
import type { Client } from '../../web/src/state/client.js';
import { likesOf } from '../../web/src/state/selectors.js';
import { startApp, type TestApp } from '../support/app.js';
import { type Cable, cableTo } from '../support/cable.js';
import { chatClient } from '../support/chat-client.js';
import { emptyDatabase } from '../support/database.js';
import { type Person, register, signedIn } from '../support/people.js';
import { emojisOf, type Model } from './model.js';

interface Device {
  person: Person;
  client: Client;
  cable: Cable;
}

/** A server, three people, and their devices: the first of them has two. */
export class World {
  readonly devices: Device[] = [];
  readonly people: Person[] = [];
  private database = '';
  app!: TestApp;

  static async create(): Promise<World> {
    const world = new World();
    world.database = await emptyDatabase();
    world.app = await startApp({ DATABASE_URL: world.database });
    for (const name of ['ann', 'bob', 'eve']) world.people.push(await register(world.app, name));
    for (const person of [world.people[0]!, ...world.people]) world.devices.push(await world.device(person));
    return world;
  }

  as(number: number): SignedIn {
    return signedIn(this.people[number]!);
  }

  get<Service>(type: abstract new (...args: never[]) => Service): Service {
    return this.app.nest.get(type);
  }

  /** Stops the server and starts another one on what it left behind, at the same address. */
  async restart(): Promise<void> {
    const port = Number(new URL(this.app.url).port);
    await this.app.stop();
    this.app = await startApp({ DATABASE_URL: this.database }, port);
  }

  cut(number: number): void {
    this.devices[number]!.cable.cut();
  }

  /** The wire is there again, and the browser says so. */
  mend(number: number): void {
    const { cable, client } = this.devices[number]!;
    cable.mend();
    client.reconnectNow();
  }

  /** Waits until the device has caught up, and compares what it shows with a fresh fetch, and that with the model. */
  async compare(number: number, model: Model): Promise<void> {
    const { client, person } = this.devices[number]!;
    const { channelId } = model;
    const held = () => client.store.getState().channels[channelId];
    if (!model.isMember(person.user.id)) {
      await this.until(() => !held(), `device ${number} forgets the group`);
      return;
    }
    const fresh = await this.fresh(person, channelId);
    await this.until(() => held()?.revision === fresh.view.revision, `device ${number} holds the head`);
    // As the page does that shows it: a channel may be begun anew at any time, and a page may not come.
    const isLoaded = () => {
      const channel = held();
      if (channel && !channel.loaded && !channel.loading) client.load(channelId, 'newest');
      return channel?.loaded === true;
    };
    const shown = () => plain(this.shown(client, channelId, person.user.id));
    const expected = plain(this.shownFresh(fresh));
    // What is personal has no place in the channel's order, and may come a moment later.
    await this.until(
      () => isLoaded() && isDeepStrictEqual(shown(), expected),
      `device ${number} shows what there is`,
    ).catch(() => {
      expect(shown()).toEqual(expected);
    });
    this.compareWithModel(person.user.id, fresh, model);
  }

  async stop(): Promise<void> {
    for (const { client, cable } of this.devices) {
      await client.signOut();
      cable.close();
    }
    await this.app.stop();
  }

  private async device(person: Person): Promise<Device> {
    const cable = await cableTo(Number(new URL(this.app.url).port));
    const client = chatClient(cable.url, person.cookie);
    await client.start();
    await this.until(() => client.store.getState().link === 'online', 'a device is online');
    return { person, client, cable };
  }

  private async fresh(person: Person, channelId: string) {
    const { id } = person.user;
    const view = await this.get(MyChannelsService).get(id, channelId);
    const page = await this.get(HistoryService).page(id, channelId, { limit: 200 });
    const members = await this.get(ChannelsService).members(id, channelId, undefined, 200);
    return { view, page, members: members.items };
  }

  private shownFresh({ view, page }: { view: MyChannelView; page: MessagesPage }) {
    const likes = Object.fromEntries(page.myLikes.map(({ messageId, emojis }) => [messageId, [...emojis].sort()]));
    return { view: { ...view, version: 0 }, rows: page.items, notices: page.notices, likes };
  }

  private shown(client: Client, channelId: string, userId: string) {
    const state = client.store.getState();
    const { view, rows, notices } = state.channels[channelId]!;
    const own = rows.flatMap((row) => {
      const emojis = likesOf(state, row).flatMap(({ emoji, mine }) => (mine ? [emoji] : []));
      return emojis.length > 0 ? [[row.id, emojis.sort()] as const] : [];
    });
    expect(userId).toBe(state.me?.id);
    return { view: { ...view, version: 0 }, rows: [...rows], notices: [...notices], likes: Object.fromEntries(own) };
  }

  private compareWithModel(userId: string, fresh: Awaited<ReturnType<World['fresh']>>, model: Model): void {
    const { view, page, members } = fresh;
    expect(
      page.items.map(({ seq, id, body, version, mentions }) => ({
        seq,
        id,
        body,
        version,
        mentions: [...mentions].sort(),
      })),
    ).toEqual(
      model.messages.map(({ id, body, version, mentions }, at) => ({ seq: at + 1, id, body, version, mentions })),
    );
    const counts = (likes: { emoji: string; count: number }[]) =>
      Object.fromEntries(likes.map(({ emoji, count }) => [emoji, count]));
    for (const [at, message] of model.messages.entries()) {
      const given = [...message.likes].flatMap(([emoji, people]) =>
        people.size > 0 ? [{ emoji, count: people.size }] : [],
      );
      expect(counts(page.items[at]!.likes)).toEqual(counts(given));
      const mine = page.myLikes.find(({ messageId }) => messageId === message.id)?.emojis ?? [];
      expect([...mine].sort()).toEqual(emojisOf(message, userId));
    }
    const { unread, mentions } = model.unread(userId);
    expect(view).toMatchObject({ name: model.name, lastSeq: model.lastSeq, memberCount: model.members.size, unread });
    expect(view.unreadMentions).toEqual(mentions);
    expect(members.map(({ user }) => user.id).sort()).toEqual([...model.members.keys()].sort());
    expect(members.filter(({ role }) => role === 'owner').map(({ user }) => user.id)).toEqual([model.ownerId]);
  }

  /** Numbers without a hole, in every channel there ever was. */
  async checkNumbers(): Promise<void> {
    const rows = await this.get<DataSource>(getDataSourceToken() as never).query<{ id: string }[]>(
      `SELECT c."id" FROM "channel" c LEFT JOIN "message" m ON m."channelId" = c."id"
       GROUP BY c."id", c."lastSeq" HAVING COUNT(m."id") <> c."lastSeq" OR COALESCE(MAX(m."seq"), 0) <> c."lastSeq"`,
    );
    expect(rows).toEqual([]);
  }

  /** For the message of a failure. */
  private describe(): string {
    return this.devices
      .map(({ client }, number) => {
        const { link, channels } = client.store.getState();
        const held = Object.values(channels).map(({ view, revision }) => `${view.name} ${view.id} at ${revision}`);
        return `device ${number} ${link} with ${held.join(', ')}`;
      })
      .join('; ');
  }

  private async until(condition: () => boolean, what: string): Promise<void> {
    const end = Date.now() + 10_000;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`waited in vain until ${what}: ${this.describe()}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }
}

/** As it is on the wire: without what is undefined, and without classes. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
