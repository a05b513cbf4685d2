import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../web/src/api/failure.js';
import { GENERAL, problem } from './support/model-server.js';
import { Browser, type Tab } from './support/outbox-world.js';
import { settle } from './support/test-clock.js';

async function oneTab(): Promise<{ browser: Browser; tab: Tab }> {
  const browser = new Browser();
  return { browser, tab: await browser.open() };
}

describe('a message', () => {
  it('shows at once, and its row is there before the entry leaves', async () => {
    const { browser, tab } = await oneTab();
    tab.outbox.send(GENERAL, 'hello');
    expect(tab.shown).toMatchObject([{ body: 'hello', failure: null }]);
    await settle();
    browser.questions[0]!.deliver();
    await settle();
    expect(tab.rows).toMatchObject([{ body: 'hello', clientId: browser.server.messages[0]!.clientId }]);
    expect(tab.shown).toEqual([]);
    expect(await browser.storage.list('me')).toEqual([]);
  });

  it('whose answer got lost is asked again with the same clientId and stored once', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    const { clientId } = browser.questions[0]!.message;
    browser.questions[0]!.loseAnswer();
    await browser.clock.advance(5_000);
    expect(browser.questions[0]!.message.clientId).toBe(clientId);
    await browser.answerAll();
    expect(browser.bodies()).toEqual(['hello']);
    expect(tab.shown).toEqual([]);
  });

  it('whose frame comes before the answer leaves with the frame and is not asked again', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    const question = browser.questions[0]!;
    question.loseAnswer();
    tab.outbox.settle(browser.server.messages);
    expect(tab.shown).toEqual([]);
    await browser.clock.advance(60_000);
    expect(browser.questions).toEqual([]);
  });

  it('is not taken for settled by the same clientId of another author', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    const stolen = browser.server.send('somebody', browser.questions[0]!.message).message;
    tab.outbox.settle([stolen]);
    expect(tab.shown).toHaveLength(1);
  });

  it('waits for its turn: one on its way per channel, in the order written', async () => {
    const { browser, tab } = await oneTab();
    for (const body of ['one', 'two', 'three']) await tab.send(body);
    expect(browser.questions.map((question) => question.message.body)).toEqual(['one']);
    browser.questions[0]!.lose();
    await browser.answerAll();
    expect(browser.bodies()).toEqual(['one', 'two', 'three']);
  });

  it('waits for its turn in a browser without locks too', async () => {
    const browser = new Browser();
    const tab = await browser.open('me', false);
    for (const body of ['one', 'two', 'three']) await tab.send(body);
    expect(browser.questions.map((question) => question.message.body)).toEqual(['one']);
  });

  it('thrown away while it is on its way does not come back with a refusal', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    tab.outbox.discard(browser.questions[0]!.message.clientId);
    browser.questions[0]!.refuse(new Refusal(problem('forbidden')));
    await settle();
    expect(tab.shown).toEqual([]);
    expect(await browser.storage.list('me')).toEqual([]);
  });

  it('stays while there is no connection and goes when it is back', async () => {
    const { browser, tab } = await oneTab();
    tab.outbox.pause();
    await tab.send('offline');
    await browser.clock.advance(60_000);
    expect(browser.questions).toEqual([]);
    tab.outbox.resume();
    await browser.answerAll();
    expect(browser.bodies()).toEqual(['offline']);
  });

  it('does not sleep through a new connection when it was waiting for the next attempt', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    browser.questions[0]!.refuse(new Refusal(problem('busy', { retryAfterMs: 500_000 })));
    await settle();
    tab.outbox.pause();
    await settle();
    tab.outbox.resume();
    await settle();
    expect(browser.questions).toHaveLength(1);
  });
});

describe('a refusal', () => {
  it('that says when to try again is followed, and not before that time', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    browser.questions[0]!.refuse(new Refusal(problem('too_many_requests', { retryAfterMs: 7_000 })));
    await browser.clock.advance(6_999);
    expect(browser.questions).toEqual([]);
    await browser.clock.advance(2_000);
    expect(browser.questions).toHaveLength(1);
  });

  it('for good marks the message with the reason, and the next ones go on', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('bad');
    await tab.send('good');
    browser.questions[0]!.refuse(new Refusal(problem('validation_failed')));
    await browser.answerAll();
    expect(browser.bodies()).toEqual(['good']);
    expect(tab.shown).toMatchObject([{ body: 'bad', failure: { code: 'validation_failed' } }]);
    expect(await browser.storage.list('me')).toMatchObject([{ failure: { code: 'validation_failed' } }]);
  });

  it('can be retried by the person with the same clientId', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    const { clientId } = browser.questions[0]!.message;
    browser.questions[0]!.refuse(new Refusal(problem('forbidden')));
    await settle();
    tab.outbox.retry(clientId);
    await browser.answerAll();
    expect(browser.server.messages).toMatchObject([{ body: 'hello', clientId }]);
  });

  it('because the clientId is in use is retried with a new one', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    const { clientId } = browser.questions[0]!.message;
    browser.questions[0]!.refuse(new Refusal(problem('client_id_conflict')));
    await settle();
    tab.outbox.retry(clientId);
    await browser.answerAll();
    expect(browser.bodies()).toEqual(['hello']);
    expect(browser.server.messages[0]!.clientId).not.toBe(clientId);
  });

  it('can be thrown away, and stays away after a reload', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    browser.questions[0]!.refuse(new Refusal(problem('forbidden')));
    await settle();
    tab.outbox.discard(tab.shown[0]!.clientId);
    await browser.close(tab);
    expect((await browser.open()).shown).toEqual([]);
  });

  it('because nobody is signed in keeps the message and leads to the sign-in page', async () => {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    browser.questions[0]!.refuse(new Refusal(problem('unauthenticated')));
    await browser.clock.advance(60_000);
    expect(tab.signedOut).toHaveBeenCalledTimes(1);
    expect(browser.questions).toEqual([]);
    expect(await browser.storage.list('me')).toMatchObject([{ body: 'hello', failure: null }]);
  });
});

describe('a reload', () => {
  it('loses nothing of what was unsent and doubles nothing of what was stored', async () => {
    const { browser, tab } = await oneTab();
    for (const body of ['one', 'two', 'three']) await tab.send(body);
    browser.questions[0]!.loseAnswer();
    await browser.close(tab);
    const again = await browser.open();
    expect(again.shown.map((entry) => entry.body)).toEqual(['one', 'two', 'three']);
    await browser.answerAll();
    expect(browser.bodies()).toEqual(['one', 'two', 'three']);
  });

  it('by another person neither shows nor sends what the first one wrote', async () => {
    const { browser, tab } = await oneTab();
    tab.outbox.pause();
    await tab.send('private');
    await browser.close(tab);
    const other = await browser.open('other');
    await browser.answerAll();
    expect(other.shown).toEqual([]);
    expect(browser.bodies()).toEqual([]);
    await browser.open('me');
    await browser.answerAll();
    expect(browser.server.messages).toMatchObject([{ body: 'private', authorId: 'me' }]);
  });
});

describe('a storage that is slow', () => {
  async function slowRead(change: (tab: Tab) => void): Promise<Tab> {
    const { browser, tab } = await oneTab();
    await tab.send('hello');
    browser.questions[0]!.refuse(new Refusal(problem('forbidden')));
    await settle();
    const read = await browser.storage.list('me');
    let arrive = (): void => undefined;
    const late = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const list = browser.storage.list.bind(browser.storage);
    browser.storage.list = () => late.then(() => read);
    tab.outbox.hear({ kind: 'changed' });
    browser.storage.list = list;
    change(tab);
    arrive();
    await settle();
    return tab;
  }

  it('does not bring back what was thrown away meanwhile', async () => {
    const tab = await slowRead(({ outbox, shown }) => {
      outbox.discard(shown[0]!.clientId);
    });
    expect(tab.shown).toEqual([]);
  });

  it('does not undo a retry that was asked for meanwhile', async () => {
    const tab = await slowRead(({ outbox, shown }) => {
      outbox.retry(shown[0]!.clientId);
    });
    expect(tab.shown).toMatchObject([{ failure: null }]);
  });
});

describe('a storage that fails', () => {
  it('does not stop messages from being sent', async () => {
    const browser = new Browser();
    browser.storage.put = () => Promise.reject(new Error('QuotaExceededError'));
    browser.storage.list = () => Promise.reject(new Error('InvalidStateError'));
    const tab = await browser.open();
    await tab.send('one');
    await tab.send('two');
    await browser.answerAll();
    expect(browser.bodies()).toEqual(['one', 'two']);
    expect(tab.shown).toEqual([]);
  });
});

describe('two tabs of one person', () => {
  it('see what the other wrote, and what it threw away disappears in both', async () => {
    const { browser, tab } = await oneTab();
    const other = await browser.open();
    await tab.send('hello');
    expect(other.shown).toMatchObject([{ body: 'hello' }]);
    browser.questions[0]!.refuse(new Refusal(problem('forbidden')));
    await settle();
    expect(other.shown).toMatchObject([{ failure: { code: 'forbidden' } }]);
    other.outbox.discard(other.shown[0]!.clientId);
    await settle();
    expect(tab.shown).toEqual([]);
  });

  it('send for each other when the one that wrote is closed', async () => {
    const { browser, tab } = await oneTab();
    const other = await browser.open();
    await tab.send('one');
    await tab.send('two');
    await browser.close(tab);
    await browser.answerAll();
    expect(browser.bodies()).toEqual(['one', 'two']);
    expect(other.shown).toEqual([]);
  });
});
