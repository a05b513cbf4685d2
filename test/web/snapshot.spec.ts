import { beforeEach, describe, expect, it } from '@jest/globals';
import { likesOf } from '../../web/src/state/selectors.js';
import { GENERAL, person } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

let site: Site;
let said = 0;

function say(body: string): void {
  site.server.general.send('ann', { clientId: `said-${++said}`, body });
}

beforeEach(async () => {
  site = new Site();
  say('one');
  say('two');
  await site.wired();
});

/** The page is loaded anew, while there is no server. */
async function withoutServer(): Promise<void> {
  await site.clock.advance(10_000);
  site.reachable = false;
  site.open();
  void site.client.start();
  await settle();
}

/** The server answers again, and greets. */
async function back(): Promise<void> {
  site.reachable = true;
  await site.greet();
  await site.clock.advance(60_000);
}

describe('a start without a server', () => {
  it('shows the channels and the messages that were seen last, and which of them I like', async () => {
    site.server.general.like('me', 2, '♥', true);
    await settle();
    await withoutServer();
    expect(site.state).toMatchObject({ session: 'signed-in', me: { id: 'me' } });
    expect(site.texts()).toEqual(['one', 'two']);
    expect(likesOf(site.state, site.channel.rows[1]!)).toEqual([{ emoji: '♥', count: 1, mine: true }]);
  });

  it('shows at most the newest fifty of a channel, and fetches what is before them later', async () => {
    for (let i = 1; i <= 60; i++) say(`line ${i}`);
    await settle();
    await withoutServer();
    expect([site.texts().length, site.texts()[0], site.texts().at(-1)]).toEqual([50, 'line 11', 'line 60']);
    await back();
    site.client.load(GENERAL, 'older');
    await settle();
    expect(site.texts().slice(0, 3)).toEqual(['one', 'two', 'line 1']);
  });

  it('keeps what is written, and sends it once there is one', async () => {
    await withoutServer();
    site.client.send(GENERAL, 'three');
    await settle();
    expect(site.texts()).toEqual(['one', 'two', 'three']);
    await back();
    expect(site.server.general.messages.map(({ body }) => body)).toEqual(['one', 'two', 'three']);
    expect(site.state.outbox).toEqual([]);
  });

  it('is brought up to date by what happened meanwhile', async () => {
    const { general } = site.server;
    await withoutServer();
    general.remove(1);
    general.edit(2, 'zwei');
    say('three');
    await back();
    expect(site.channel.rows.map(({ body, deletedAt }) => [body, deletedAt !== null])).toEqual([
      ['', true],
      ['zwei', false],
      ['three', false],
    ]);
  });

  it('ends with a page to sign in where the session is over, and leaves nothing behind', async () => {
    await withoutServer();
    site.cookie = null;
    site.reachable = true;
    site.socket!.refused(site.refusal);
    await settle();
    expect(site.state).toMatchObject({ session: 'signed-out', channels: {} });
    expect(await site.snapshots.read()).toBeNull();
  });
});

describe('what was seen last', () => {
  it('is forgotten when the person signs out', async () => {
    await site.clock.advance(10_000);
    expect(await site.snapshots.read()).toMatchObject({ me: { id: 'me' } });
    await site.client.signOut();
    await site.clock.advance(60_000);
    expect(await site.snapshots.read()).toBeNull();
  });

  it('is forgotten when somebody else signs in', async () => {
    await site.clock.advance(10_000);
    site.cookie = person('ann');
    await site.greet();
    await settle();
    expect(await site.snapshots.read()).toBeNull();
  });

  it('is worth nothing to another history', async () => {
    await withoutServer();
    site.server.restore(1);
    say('new');
    await back();
    expect(site.texts()).toEqual(['one', 'new']);
  });
});
