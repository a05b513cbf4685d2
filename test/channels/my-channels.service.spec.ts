import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MyChannelsService } from '../../src/channels/my-channels.service.js';
import { LIMITS } from '../../src/contract/limits.js';
import { BlocksService } from '../../src/users/blocks.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { countQueries } from '../support/count-queries.js';
import { groupOf, myChannel, type Person, register, say } from '../support/people.js';

let app: TestApp;
let mine: MyChannelsService;
let author: Person;
let reader: Person;
let id: string;
beforeAll(async () => {
  app = await startApp();
  mine = app.nest.get(MyChannelsService);
  [author, reader] = [await register(app, 'author'), await register(app, 'reader')];
});
beforeEach(async () => {
  id = await groupOf(author, [reader]);
});
afterAll(() => app.stop());

const sayMany = async (...bodies: string[]) => {
  for (const body of bodies) await say(author, id, body);
};
const me = () => reader.user.id;

describe('reading', () => {
  it('moves forward only, and says how much is left', async () => {
    await sayMany('1', '2', '3');
    expect(await mine.read(me(), id, 2)).toEqual({ readSeq: 2, unread: 1 });
    expect(await mine.read(me(), id, 1)).toEqual({ readSeq: 2, unread: 1 });
    expect(await mine.read(me(), id, 3)).toEqual({ readSeq: 3, unread: 0 });
    expect(await myChannel(reader, id)).toMatchObject({ readSeq: 3, unread: 0 });
  });

  it('what is not there yet is refused', async () => {
    await sayMany('1');
    await expect(mine.read(me(), id, 2)).rejects.toMatchObject({ code: 'validation_failed' });
    await expect(mine.markUnread(me(), id, 2)).rejects.toMatchObject({ code: 'validation_failed' });
  });

  it('happens by saying something oneself', async () => {
    await sayMany('1', '2');
    await say(reader, id, 'mine');
    expect(await myChannel(reader, id)).toMatchObject({ readSeq: 3, unread: 0 });
    expect(await myChannel(author, id)).toMatchObject({ readSeq: 2, unread: 1 });
  });

  it('can be taken back from a message on, and comes back with the next one read or said', async () => {
    await sayMany('1', '2', '3', '4');
    await mine.read(me(), id, 4);
    expect(await mine.markUnread(me(), id, 2)).toEqual({ readSeq: 4, unread: 3 });
    expect(await myChannel(reader, id)).toMatchObject({ readSeq: 4, unreadFrom: 2, unread: 3 });
    expect(await mine.read(me(), id, 4)).toEqual({ readSeq: 4, unread: 0 });
    await mine.markUnread(me(), id, 1);
    await say(reader, id, 'mine');
    expect(await myChannel(reader, id)).toMatchObject({ readSeq: 5, unreadFrom: null, unread: 0 });
  });

  it('grows a version only when something changed', async () => {
    await sayMany('1');
    await mine.read(me(), id, 1);
    const { version } = await myChannel(reader, id);
    await mine.read(me(), id, 1);
    expect((await myChannel(reader, id)).version).toBe(version);
    await mine.markUnread(me(), id, 1);
    expect((await myChannel(reader, id)).version).toBe(version + 1);
  });
});

describe('unread mentions', () => {
  const mentions = async () => (await myChannel(reader, id)).unreadMentions;

  it('are found by their numbers, until they are read', async () => {
    await sayMany('nobody', 'hello @reader', 'and @READER again', 'x');
    expect(await mentions()).toEqual([2, 3]);
    await mine.read(me(), id, 2);
    expect(await mentions()).toEqual([3]);
    await mine.markUnread(me(), id, 1);
    expect(await mentions()).toEqual([2, 3]);
  });

  it('go with an edit that names nobody and with the message', async () => {
    const one = await say(author, id, '@reader');
    const other = await say(author, id, '@reader');
    await author.patch(`/api/messages/${one.id}`, { body: 'nobody', version: 1 }).expect(200);
    expect(await mentions()).toEqual([2]);
    await author.delete(`/api/messages/${other.id}`).expect(200);
    expect(await mentions()).toEqual([]);
  });

  it('of everybody count for everybody but the author', async () => {
    await say(author, id, '@all come');
    expect(await mentions()).toEqual([1]);
    expect((await myChannel(author, id)).unreadMentions).toEqual([]);
  });

  it('by name and with everybody in one message are one', async () => {
    await say(author, id, '@all and @reader');
    expect(await mentions()).toEqual([1]);
  });

  it('by everybody of someone who is blocked do not count', async () => {
    await app.nest.get(BlocksService).set(me(), author.user.id, true);
    await say(author, id, '@all and @reader');
    expect(await mentions()).toEqual([]);
    await app.nest.get(BlocksService).set(me(), author.user.id, false);
  });
});

describe('the list of channels', () => {
  it('takes the same few queries for many channels as for one', async () => {
    const log = await countQueries(app, () => mine.list(me(), undefined, LIMITS.page.max));
    for (let number = 0; number < 30; number++) await say(author, await groupOf(author, [reader]), 'hello');
    expect(await countQueries(app, () => mine.list(me(), undefined, LIMITS.page.max))).toBe(log);
    expect([2, 3, 4]).toContain(log);
  });

  it('holds how loud a channel is, and hides it until something is said', async () => {
    await mine.change(me(), id, { notify: 'none', hidden: true });
    expect(await myChannel(reader, id)).toMatchObject({ notify: 'none', hiddenSeq: 0, lastSeq: 0 });
    expect((await mine.change(me(), id, { hidden: false })).hiddenSeq).toBeNull();
    expect(await myChannel(author, id)).toMatchObject({ notify: 'all' });
  });
});
