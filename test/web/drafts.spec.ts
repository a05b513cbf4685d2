import { describe, expect, it } from '@jest/globals';
import type { Draft } from '../../web/src/state/draft-storage.js';
import { GENERAL, GROUP, person, problem } from './support/model-server.js';
import { Site } from './support/site.js';
import { settle } from './support/test-clock.js';

const draft = (text: string, more: Partial<Draft> = {}): Draft => ({
  ...{ userId: 'me', channelId: GENERAL, text },
  ...more,
});

const textIn = (site: Site, channelId = GENERAL): string => site.state.drafts[channelId] ?? '';

async function rest(site: Site): Promise<void> {
  await site.clock.advance(1_000);
}

/** The same browser after a reload, or another tab of it. */
async function again(site: Site): Promise<void> {
  site.client.flush();
  site.open();
  await site.ready();
}

describe('a draft', () => {
  it('is written down once typing rests, and not with every letter', async () => {
    const site = await new Site().ready();
    for (const text of ['H', 'He', 'Hey']) {
      site.client.setDraft(GENERAL, text);
      await site.clock.advance(300);
    }
    expect(await site.drafts.list('me')).toEqual([]);
    await rest(site);
    expect(await site.drafts.list('me')).toEqual([draft('Hey')]);
  });

  it('is there after a reload, with the message it answers', async () => {
    const site = await new Site().wired();
    const { id } = site.server.say('Who comes?', 'ann');
    site.client.setReplyingTo(GENERAL, id);
    site.client.setDraft(GENERAL, 'I do');
    await rest(site);
    await again(site);
    expect(textIn(site)).toBe('I do');
    expect(site.state.replyingTo).toEqual({ [GENERAL]: id });
  });

  it('is written at once when the page goes', async () => {
    const site = await new Site().ready();
    site.client.setDraft(GENERAL, 'In a hurry');
    await again(site);
    expect(textIn(site)).toBe('In a hurry');
  });

  it('is what was said with a file that is still on its way when the page goes, until that is sent', async () => {
    const site = await new Site().wired();
    site.client.uploads.add(GENERAL, [new File(['bytes'], 'slow', { type: 'image/png' })]);
    site.client.setDraft(GENERAL, 'Look');
    site.client.send(GENERAL, 'Look', 'm0');
    site.client.setDraft(GENERAL, '');
    site.client.setDraft(GENERAL, 'And then');
    await rest(site);
    expect(await site.drafts.list('me')).toEqual([draft('Look\n\nAnd then', { replyToId: 'm0' })]);
    site.desk.find('slow').arrive();
    await settle();
    await rest(site);
    expect(await site.drafts.list('me')).toEqual([draft('And then')]);
  });

  it('follows when the answered message is changed', async () => {
    const site = await new Site().ready();
    site.client.setDraft(GENERAL, 'Yes');
    site.client.setReplyingTo(GENERAL, 'm1');
    await rest(site);
    site.client.setReplyingTo(GENERAL, null);
    await rest(site);
    expect(await site.drafts.list('me')).toEqual([draft('Yes')]);
  });

  it.each([
    ['sent', (site: Site) => site.client.send(GENERAL, 'Done')],
    ['emptied', () => true],
  ])('is removed when it is %s, without waiting', async (_, act) => {
    const site = await new Site().ready();
    site.client.setDraft(GENERAL, 'Done');
    await rest(site);
    act(site);
    site.client.setDraft(GENERAL, '');
    await settle();
    expect(await site.drafts.list('me')).toEqual([]);
    await again(site);
    expect(textIn(site)).toBe('');
  });

  it('of spaces, or of an answer without a word, is none', async () => {
    const site = await new Site().ready();
    site.client.setDraft(GENERAL, ' \n ');
    site.client.setReplyingTo(GENERAL, 'm1');
    await rest(site);
    expect(await site.drafts.list('me')).toEqual([]);
  });

  it('is removed when its person signs out, and nobody else’s is', async () => {
    const site = await new Site().ready();
    await site.drafts.put(draft('Of Ann', { userId: 'ann' }));
    site.client.setDraft(GENERAL, 'Mine');
    await rest(site);
    site.client.setDraft(GENERAL, 'Mine, and more');
    await site.client.signOut();
    await rest(site);
    expect(await site.drafts.list('me')).toEqual([]);
    expect(await site.drafts.list('ann')).toHaveLength(1);
    await site.ready(person('ann'));
    expect(textIn(site)).toBe('Of Ann');
  });

  it('is removed too when the connection ends before the signing out is answered', async () => {
    const site = await new Site().ready();
    site.client.setDraft(GENERAL, 'Mine');
    await rest(site);
    const done = site.client.signOut();
    site.socket!.refused(problem('unauthenticated'));
    await done;
    await settle();
    expect(await site.drafts.list('me')).toEqual([]);
  });

  it('survives a session that ended by itself', async () => {
    const site = await new Site().ready();
    site.client.setDraft(GENERAL, 'Mine');
    await rest(site);
    site.cookie = null;
    await site.client.sessions();
    expect(site.state.session).toBe('signed-out');
    await site.ready();
    expect(textIn(site)).toBe('Mine');
  });

  it('of a channel that goes is there until the next start, as nothing is of one that went meanwhile', async () => {
    const site = await new Site().wired();
    site.server.group.join('me');
    await settle();
    site.client.setDraft(GROUP, 'To the group');
    site.client.setDraft(GENERAL, 'To all');
    await rest(site);
    expect(await site.drafts.list('me')).toHaveLength(2);
    site.server.group.leave('me');
    await settle();
    expect(site.state.drafts).toEqual({ [GENERAL]: 'To all', [GROUP]: 'To the group' });
    await site.drafts.put(draft('Of a group I left', { channelId: GROUP }));
    await again(site);
    expect(site.state.drafts).toEqual({ [GENERAL]: 'To all' });
    expect(await site.drafts.list('me')).toEqual([draft('To all')]);
  });

  it('that was stored does not overwrite what is being typed', async () => {
    const site = new Site();
    await site.drafts.put(draft('From before'));
    site.cookie = person('me');
    await site.client.start();
    site.client.setDraft(GENERAL, 'Typed at once');
    await settle();
    expect(textIn(site)).toBe('Typed at once');
  });
});

describe('drafts of two tabs', () => {
  /** Two tabs of one browser; `site` follows the second. */
  async function twoTabs(): Promise<[Site, Site['client'], Site['client']]> {
    const site = await new Site().ready();
    const first = site.client;
    site.open();
    await site.ready();
    return [site, first, site.client];
  }

  const text = (client: Site['client']): string | undefined => client.store.getState().drafts[GENERAL];

  it('of one channel stay apart, and the last one that was changed is stored', async () => {
    const [site, first, second] = await twoTabs();
    first.setDraft(GENERAL, 'one');
    await rest(site);
    second.setDraft(GENERAL, 'two');
    await rest(site);
    expect([text(first), text(second)]).toEqual(['one', 'two']);
    first.flush();
    await settle();
    expect(await site.drafts.list('me')).toEqual([draft('two')]);
  });

  it('do not take each other away: what was typed here outlives what was sent there', async () => {
    const [site, first, second] = await twoTabs();
    first.setDraft(GENERAL, 'one');
    await rest(site);
    second.setDraft(GENERAL, 'two');
    await rest(site);
    second.setDraft(GENERAL, '');
    await settle();
    expect(await site.drafts.list('me')).toEqual([]);
    first.flush();
    await settle();
    expect(await site.drafts.list('me')).toEqual([draft('one')]);
  });

  it('that were only read here are not stored again after they were sent there', async () => {
    const site = await new Site().ready();
    site.client.setDraft(GENERAL, 'one');
    await rest(site);
    const first = site.client;
    await again(site);
    first.setDraft(GENERAL, '');
    site.client.flush();
    await settle();
    expect(await site.drafts.list('me')).toEqual([]);
  });
});
