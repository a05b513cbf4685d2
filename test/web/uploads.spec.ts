// The tray: files that the next message of a channel takes along.
import { describe, expect, it } from '@jest/globals';
import { LIMITS } from '../../src/contract/limits.js';
import { NoAnswer, Refusal } from '../../web/src/api/failure.js';
import type { LocalUpload } from '../../web/src/state/model.js';
import { unsentFiles } from '../../web/src/state/selectors.js';
import { GENERAL, GROUP, problem } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

const file = (name: string, type = ''): File => new File([`bytes of ${name}`], name, { type });
const tray = (site: Site, id = GENERAL): readonly LocalUpload[] => site.state.tray[id] ?? [];

async function withFiles(...names: string[]): Promise<Site> {
  const site = await new Site().wired();
  site.client.uploads.add(
    GENERAL,
    names.map((name) => file(name)),
  );
  return site;
}

describe('a file that is chosen', () => {
  it('is sent at once, and the tray tells how far it is', async () => {
    const site = await new Site().wired();
    expect(site.client.uploads.add(GENERAL, [file('a.png', 'image/png')])).toEqual([]);
    const size = 'bytes of a.png'.length;
    const fresh = { name: 'a.png', mime: 'image/png', size, progress: 0, upload: null, failure: null };
    expect(tray(site)).toMatchObject([fresh]);
    expect(site.desk.moving).toMatchObject([{ name: 'a.png', channelId: GENERAL }]);
    site.desk.find('a.png').progress(0.5);
    expect(tray(site)).toMatchObject([{ progress: 0.5, upload: null }]);
    expect(unsentFiles(site.state)).toBe(true);
    site.desk.find('a.png').arrive();
    await settle();
    expect(tray(site)).toMatchObject([{ progress: 1, upload: { name: 'a.png' } }]);
    expect(unsentFiles(site.state)).toBe(false);
  });

  it('shows its picture while it is in the tray, and the picture is given back afterwards', async () => {
    const site = await new Site().wired();
    site.client.uploads.add(GENERAL, [file('a.png', 'image/png'), file('b.txt', 'text/plain'), file('c')]);
    const [picture, text, other] = tray(site);
    expect([...site.desk.previews]).toEqual([picture!.preview]);
    expect(text!.preview).toBeNull();
    expect(other).toMatchObject({ mime: 'application/octet-stream', preview: null });
    site.client.uploads.remove(GENERAL, picture!.id);
    expect([...site.desk.previews]).toEqual([]);
  });

  it('is refused before it is sent when it is empty, too large or one too many; the others are taken', async () => {
    const site = await new Site().wired();
    const large = Object.defineProperty(file('large'), 'size', { value: LIMITS.uploadBytes + 1 });
    const largest = Object.defineProperty(file('largest'), 'size', { value: LIMITS.uploadBytes });
    const empty = new File([], 'empty');
    const many = Array.from({ length: LIMITS.uploadsInMessage - 1 }, (_, i) => file(`${i}`));
    expect(site.client.uploads.add(GENERAL, [empty, large, largest, ...many, file('more')])).toEqual([
      { name: 'empty', why: 'empty' },
      { name: 'large', why: 'tooLarge' },
      { name: 'more', why: 'tooMany' },
    ]);
    expect(tray(site).map(({ name }) => name)).toEqual(['largest', ...many.map(({ name }) => name)]);
    await site.client.groups.join(GROUP);
    expect(site.client.uploads.add(GROUP, [file('elsewhere')])).toEqual([]);
  });

  it('waits for its turn: two at once over all channels', async () => {
    const site = await withFiles('a', 'b', 'c');
    await site.client.groups.join(GROUP);
    site.client.uploads.add(GROUP, [file('d')]);
    expect(site.desk.names()).toEqual(['a', 'b']);
    site.desk.find('b').arrive();
    await settle();
    expect(site.desk.names()).toEqual(['a', 'c']);
    site.desk.find('a').fail(new Refusal(problem('picture_invalid')));
    await settle();
    expect(site.desk.names()).toEqual(['c', 'd']);
  });

  it('waits for the connection, and one that is moving survives its loss', async () => {
    const site = await withFiles('a');
    site.socket!.lost(false);
    site.client.uploads.add(GENERAL, [file('b')]);
    site.desk.find('a').progress(0.9);
    expect(site.desk.names()).toEqual(['a']);
    await site.greet();
    expect(site.desk.names()).toEqual(['a', 'b']);
    expect(tray(site)).toMatchObject([{ progress: 0.9 }, { progress: 0 }]);
  });
});

describe('a file that is taken out of the tray', () => {
  it('is aborted when it is moving, and makes room for the next', async () => {
    const site = await withFiles('a', 'b', 'c');
    const aborted = site.desk.find('a');
    site.client.uploads.remove(GENERAL, tray(site)[0]!.id);
    const { state } = site;
    aborted.progress(0.5);
    await settle();
    expect(site.state).toBe(state);
    expect(site.desk.names()).toEqual(['b', 'c']);
    expect(tray(site).map(({ name }) => name)).toEqual(['b', 'c']);
    expect(site.desk.deleted).toEqual([]);
  });

  it('is never sent when its turn had not come', async () => {
    const site = await withFiles('a', 'b', 'c');
    site.client.uploads.remove(GENERAL, tray(site)[2]!.id);
    site.desk.find('a').arrive();
    await settle();
    expect(site.desk.names()).toEqual(['b']);
  });

  it('is deleted on the server when it is there, or was when the abort came', async () => {
    const site = await withFiles('a', 'b');
    site.desk.find('a').arrive();
    await settle();
    const [there, moving] = tray(site);
    site.client.uploads.remove(GENERAL, there!.id);
    site.desk.abortsTooLate = true;
    site.client.uploads.remove(GENERAL, moving!.id);
    await settle();
    expect(site.desk.deleted).toEqual([...site.server.uploads.keys()]);
    expect(site.desk.deleted).toHaveLength(2);
    expect(site.state.tray).toEqual({});
  });

  it('goes with its channel', async () => {
    const site = await new Site().wired();
    await site.client.groups.join(GROUP);
    site.client.uploads.add(GROUP, [file('a.png', 'image/png')]);
    await site.client.groups.leave(GROUP);
    expect(site.state.tray).toEqual({});
    expect(site.desk.names()).toEqual([]);
    expect(site.desk.previews.size).toBe(0);
  });
});

describe('a file that fails', () => {
  it('for the moment is tried twice more by itself, then waits for the person', async () => {
    const site = await withFiles('a');
    for (const error of [new NoAnswer(), new Refusal(problem('busy'))]) {
      site.desk.find('a').progress(0.7);
      site.desk.find('a').fail(error);
      await settle();
      expect(site.desk.names()).toEqual([]);
      expect(tray(site)).toMatchObject([{ progress: 0, failure: null }]);
      expect(unsentFiles(site.state)).toBe(true);
      await site.clock.advance(5_000);
    }
    site.desk.find('a').fail(new Refusal(problem('storage_full')));
    await site.clock.advance(120_000);
    expect(site.desk.names()).toEqual([]);
    expect(tray(site)).toMatchObject([{ failure: { code: 'storage_full' } }]);
    expect(unsentFiles(site.state)).toBe(false);
    site.client.uploads.retry(GENERAL, tray(site)[0]!.id);
    for (let tries = 0; tries < 2; tries++) {
      site.desk.find('a').fail(new NoAnswer());
      await site.clock.advance(5_000);
    }
    site.desk.find('a').arrive();
    await settle();
    expect(tray(site)).toMatchObject([{ upload: { name: 'a' }, failure: null }]);
  });

  it('is not tried again when it is taken out of the tray meanwhile', async () => {
    const site = await withFiles('a');
    site.desk.find('a').fail(new NoAnswer());
    await settle();
    site.client.uploads.remove(GENERAL, tray(site)[0]!.id);
    await site.clock.advance(5_000);
    expect(site.desk.names()).toEqual([]);
  });

  it('is not tried again by itself before the server said, nor without a connection', async () => {
    const site = await withFiles('a');
    site.desk.find('a').fail(new Refusal(problem('too_many_requests', { retryAfterMs: 9_000 })));
    await site.clock.advance(8_999);
    expect(site.desk.names()).toEqual([]);
    site.socket!.lost(false);
    await site.clock.advance(60_000);
    expect(site.desk.names()).toEqual([]);
    await site.greet();
    expect(site.desk.names()).toEqual(['a']);
  });

  it('for good is tried again only when the person wants it, and then once', async () => {
    const site = await withFiles('a');
    site.desk.find('a').fail(new Refusal(problem('too_many_uploads')));
    await site.clock.advance(120_000);
    expect(tray(site)).toMatchObject([{ failure: { code: 'too_many_uploads' } }]);
    site.client.uploads.retry(GENERAL, tray(site)[0]!.id);
    site.client.uploads.retry(GENERAL, tray(site)[0]!.id);
    expect(tray(site)).toMatchObject([{ failure: null }]);
    expect(site.desk.names()).toEqual(['a']);
  });

  it('lets others pass while it waits for another try, and then is the next', async () => {
    const site = await withFiles('a', 'b', 'c', 'd');
    site.desk.find('a').fail(new NoAnswer());
    await settle();
    expect(site.desk.names()).toEqual(['b', 'c']);
    await site.clock.advance(5_000);
    expect(site.desk.names()).toEqual(['b', 'c']);
    site.desk.find('b').arrive();
    await settle();
    expect(site.desk.names()).toEqual(['c', 'a']);
  });

  it('because nobody is signed in leads to the sign-in page', async () => {
    const site = await withFiles('a');
    site.desk.find('a').fail(new Refusal(problem('unauthenticated')));
    await settle();
    expect(site.state.session).toBe('signed-out');
    expect(site.state.tray).toEqual({});
  });
});

describe('signing out', () => {
  it('aborts and forgets all files, and nothing of them is tried again', async () => {
    const site = await new Site().wired();
    site.client.uploads.add(GENERAL, [file('a.png', 'image/png'), file('b'), file('c')]);
    site.client.send(GENERAL, 'with files');
    site.client.uploads.add(GENERAL, [file('d')]);
    site.desk.find('b').fail(new NoAnswer());
    await settle();
    await site.client.signOut();
    const { tray: files, departures } = site.state;
    expect({ files, departures }).toEqual({ files: {}, departures: [] });
    await site.clock.advance(120_000);
    expect(site.desk.names()).toEqual([]);
    expect(site.desk.previews.size).toBe(0);
    expect(site.askedFor('message:send')).toEqual([]);
  });
});
