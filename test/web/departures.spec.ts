// Messages that wait for their files.
import { describe, expect, it } from '@jest/globals';
import type { SendMessage } from '../../src/contract/events.js';
import { NoAnswer, Refusal } from '../../web/src/api/failure.js';
import { lostDepartures, unsentFiles } from '../../web/src/state/selectors.js';
import { GENERAL, GROUP, problem } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

const file = (name: string): File => new File([`bytes of ${name}`], name, { type: 'image/png' });
const asked = (site: Site): SendMessage[] => site.askedFor('message:send') as SendMessage[];

async function withFiles(...names: string[]): Promise<Site> {
  const site = await new Site().wired();
  site.client.uploads.add(GENERAL, names.map(file));
  return site;
}

async function arrive(site: Site, ...names: string[]): Promise<void> {
  for (const name of names) {
    site.desk.find(name).arrive();
    await settle();
  }
}

/** What is on the screen of my messages, whatever they wait for. */
const mine = (site: Site): string[] => [...site.texts(), ...site.state.departures.map(({ body }) => body)];

describe('a message with files', () => {
  it('that are all there goes at once, with them in the order of the tray', async () => {
    const site = await withFiles('a', 'b');
    await arrive(site, 'b', 'a');
    const ids = site.state.tray[GENERAL]!.map(({ upload }) => upload!.id);
    expect(site.client.send(GENERAL, ' look ', 'm0')).toBe(true);
    expect(site.state.tray).toEqual({});
    expect(site.state.departures).toEqual([]);
    expect(site.state.outbox).toMatchObject([{ body: 'look', uploads: [{ name: 'a' }, { name: 'b' }] }]);
    await settle();
    expect(asked(site)).toMatchObject([{ body: 'look', replyToId: 'm0', uploadIds: ids }]);
    expect(site.server.messages).toMatchObject([{ uploads: [{ name: 'a' }, { name: 'b' }] }]);
    expect(site.desk.previews.size).toBe(0);
  });

  it('waits for the last of them and is sent once, under the id and the time it was shown with', async () => {
    const site = await withFiles('a', 'b', 'c');
    await arrive(site, 'b');
    const sentAt = new Date(site.clock.now()).toISOString();
    expect(site.client.send(GENERAL, 'look', 'm0')).toBe(true);
    await site.clock.advance(5_000);
    expect(site.state.tray).toEqual({});
    const [departure] = site.state.departures;
    expect(departure).toMatchObject({ channelId: GENERAL, body: 'look', replyToId: 'm0', createdAt: sentAt });
    site.desk.find('c').progress(0.4);
    expect(site.state.departures[0]!.uploads.map(({ progress }) => progress)).toEqual([0, 1, 0.4]);
    expect(unsentFiles(site.state)).toBe(true);
    await arrive(site, 'c');
    expect(asked(site)).toEqual([]);
    expect(site.desk.previews.size).toBe(3);
    site.desk.find('a').arrive();
    const entries: unknown[] = [];
    site.client.store.subscribe(({ outbox }) => entries.push(...outbox));
    await settle();
    expect(entries[0]).toMatchObject({ clientId: departure!.clientId, createdAt: sentAt });
    const names = ['a', 'b', 'c'].map((name) => [...site.server.uploads.values()].find((one) => one.name === name)!.id);
    expect(asked(site)).toMatchObject([{ clientId: departure!.clientId, replyToId: 'm0', uploadIds: names }]);
    expect(site.state).toMatchObject({ departures: [], outbox: [] });
    expect(unsentFiles(site.state)).toBe(false);
    expect(site.desk.previews.size).toBe(0);
  });

  it('is on the screen once at every moment', async () => {
    const site = await withFiles('a');
    site.client.send(GENERAL, 'look');
    const seen: string[][] = [];
    site.client.store.subscribe(() => seen.push(mine(site)));
    await arrive(site, 'a');
    expect(site.texts()).toEqual(['look']);
    expect(seen.filter((texts) => texts.length !== 1)).toEqual([]);
  });

  it('may have no text; a message with neither is not accepted', async () => {
    const site = await withFiles('a', 'b');
    expect(site.client.send(GENERAL, ' \n ')).toBe(true);
    expect(site.client.send(GENERAL, '')).toBe(false);
    await arrive(site, 'a', 'b');
    expect(site.server.messages).toMatchObject([{ body: '', uploads: [{ name: 'a' }, { name: 'b' }] }]);
    const [message] = site.server.messages;
    expect(await site.client.messages.edit(message!, 'a word')).toBeNull();
    expect(await site.client.messages.edit(site.channel.rows[0]!, '')).toBeNull();
    expect(site.channel.rows).toMatchObject([{ body: '', version: 3, uploads: [{}, {}] }]);
  });

  it('does not hold up a text that is sent after it; those that are ready keep their order', async () => {
    const site = await withFiles('large');
    site.client.send(GENERAL, 'one');
    site.client.uploads.add(GENERAL, [file('small')]);
    site.client.send(GENERAL, 'two');
    site.client.send(GENERAL, 'three');
    await settle();
    expect(site.server.messages.map(({ body }) => body)).toEqual(['three']);
    site.desk.find('large').arrive();
    site.desk.find('small').arrive();
    await settle();
    expect(site.server.messages.map(({ body }) => body)).toEqual(['three', 'one', 'two']);
  });

  it('that it has to do without is not sent, and goes when the file is tried again', async () => {
    const site = await withFiles('a', 'b');
    site.client.send(GENERAL, 'look');
    site.desk.find('a').fail(new Refusal(problem('upload_not_found')));
    await arrive(site, 'b');
    const [{ uploads } = { uploads: [] }] = site.state.departures;
    expect(uploads).toMatchObject([{ failure: { code: 'upload_not_found' } }, { upload: { name: 'b' } }]);
    expect(unsentFiles(site.state)).toBe(true);
    site.client.uploads.retry(GENERAL, uploads[0]!.id);
    await arrive(site, 'a');
    expect(site.server.messages).toMatchObject([{ body: 'look', uploads: [{ name: 'a' }, { name: 'b' }] }]);
  });

  it('that failed in the tray tries them again when it is sent', async () => {
    const site = await withFiles('a');
    site.desk.find('a').fail(new Refusal(problem('too_many_uploads')));
    await settle();
    site.client.send(GENERAL, 'look');
    await arrive(site, 'a');
    expect(site.server.messages).toMatchObject([{ body: 'look', uploads: [{ name: 'a' }] }]);
  });

  it('that the server does not find any more stays, with the reason', async () => {
    const site = await withFiles('a');
    await arrive(site, 'a');
    site.server.uploads.clear();
    site.client.send(GENERAL, 'look');
    await settle();
    expect(site.state.outbox).toMatchObject([{ body: 'look', failure: { code: 'upload_not_found' } }]);
    site.client.discard(site.state.outbox[0]!.clientId);
    expect(site.state.outbox).toEqual([]);
    expect(site.desk.deleted).toEqual([]);
  });

  it('that are there outlives a reload', async () => {
    const site = await withFiles('a', 'b');
    await arrive(site, 'a', 'b');
    site.socket!.lost(false);
    site.client.send(GENERAL, 'left behind');
    await settle();
    site.open();
    await site.client.start();
    await settle();
    expect(site.state.outbox).toMatchObject([{ body: 'left behind', uploads: [{ name: 'a' }, { name: 'b' }] }]);
    await site.greet();
    expect(site.server.messages).toMatchObject([{ body: 'left behind', uploads: [{ name: 'a' }, { name: 'b' }] }]);
  });
});

describe('taking back a message that waits for the server', () => {
  async function waiting(): Promise<Site> {
    const site = await withFiles('a');
    await arrive(site, 'a');
    site.socket!.lost(false);
    site.client.send(GENERAL, 'look', 'm0');
    await settle();
    return site;
  }

  const takeBack = (site: Site): boolean => site.client.uploads.takeBack(site.state.outbox[0]!.clientId);

  it('brings it back to be written on, and it is sent by nobody', async () => {
    const site = await waiting();
    takeBack(site);
    expect(site.state).toMatchObject({
      ...{ outbox: [], drafts: { [GENERAL]: 'look' }, replyingTo: { [GENERAL]: 'm0' } },
      tray: { [GENERAL]: [{ name: 'a', upload: { name: 'a' } }] },
    });
    await site.greet();
    expect(site.server.messages).toEqual([]);
    site.client.send(GENERAL, 'look again');
    await settle();
    expect(site.server.messages).toMatchObject([{ body: 'look again', uploads: [{ name: 'a' }] }]);
  });

  it('puts it before what was begun meanwhile', async () => {
    const site = await waiting();
    site.client.setDraft(GENERAL, 'something else');
    site.client.setReplyingTo(GENERAL, 'm1');
    expect(takeBack(site)).toBe(true);
    expect(site.state).toMatchObject({
      ...{ outbox: [], drafts: { [GENERAL]: 'look\nsomething else' }, replyingTo: { [GENERAL]: 'm1' } },
      tray: { [GENERAL]: [{ name: 'a' }] },
    });
  });

  it('is not done where there would be more files than a message takes', async () => {
    const site = await waiting();
    site.client.uploads.add(
      GENERAL,
      Array.from({ length: 10 }, (_, place) => file(`more ${place}`)),
    );
    expect(takeBack(site)).toBe(false);
    expect(site.state).toMatchObject({ outbox: [{ body: 'look' }], tray: { [GENERAL]: { length: 10 } }, drafts: {} });
  });
});

describe('taking back a message that waits for its files', () => {
  async function waiting(): Promise<Site> {
    const site = await withFiles('a', 'b');
    await arrive(site, 'a');
    site.client.send(GENERAL, 'look', 'm0');
    return site;
  }

  const takeBack = (site: Site): void => {
    site.client.uploads.takeBack(site.state.departures[0]!.clientId);
  };

  it('brings its text and its files back to be written on, those that move, too', async () => {
    const site = await waiting();
    takeBack(site);
    await settle();
    expect(site.state).toMatchObject({
      ...{ departures: [], drafts: { [GENERAL]: 'look' }, replyingTo: { [GENERAL]: 'm0' } },
      tray: {
        [GENERAL]: [
          { name: 'a', upload: { name: 'a' } },
          { name: 'b', upload: null },
        ],
      },
    });
    expect(site.desk.deleted).toEqual([]);
    expect([...site.desk.previews]).toEqual(site.state.tray[GENERAL]!.map(({ preview }) => preview));
    await arrive(site, 'b');
    expect(site.server.messages).toEqual([]);
    site.client.send(GENERAL, 'look again');
    await settle();
    expect(site.server.messages).toMatchObject([{ body: 'look again', uploads: [{ name: 'a' }, { name: 'b' }] }]);
  });

  it('puts it before what was begun meanwhile', async () => {
    const site = await waiting();
    site.client.setDraft(GENERAL, 'something else');
    site.client.uploads.add(GENERAL, [file('c')]);
    takeBack(site);
    expect(site.state).toMatchObject({ departures: [], drafts: { [GENERAL]: 'look\nsomething else' } });
    expect(site.state.tray[GENERAL]!.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  });

  it('works for a channel that I am not in any more, too', async () => {
    const site = await new Site().wired();
    await site.client.groups.join(GROUP);
    site.client.uploads.add(GROUP, [file('a')]);
    site.client.send(GROUP, 'look');
    await site.client.groups.leave(GROUP);
    site.desk.find('a').fail(new NoAnswer());
    expect(lostDepartures(site.state)).toMatchObject([{ body: 'look' }]);
    takeBack(site);
    const { departures, drafts, tray } = site.state;
    expect({ departures, drafts, tray }).toEqual({ departures: [], drafts: {}, tray: {} });
    await site.clock.advance(60_000);
    expect(site.desk.names()).toEqual([]);
  });
});
