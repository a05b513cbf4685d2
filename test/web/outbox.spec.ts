import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { SendMessage } from '../../src/contract/events.js';
import type { MessageView, SentMessage } from '../../src/contract/views.js';
import { NoAnswer, Refusal } from '../../web/src/api/failure.js';
import type { OutboxEntry } from '../../web/src/state/model.js';
import { createMemoryStorage, type OutboxNews, type OutboxStorage } from '../../web/src/state/outbox-storage.js';
import { createOutbox, type Outbox } from '../../web/src/state/outbox.js';
import { GENERAL, ModelServer, problem } from './support/model-server.js';
import { settle, TestClock } from './support/test-clock.js';

let ids = 0;
const newId = (): string => `client-id-${++ids}`;

/** One question on its way. The server decides when it is delivered; the answer may get lost after that. */
interface Question {
  tab: Tab;
  message: SendMessage;
  deliver(): void;
  loseAnswer(): void;
  lose(): void;
  refuse(error: Refusal): void;
}

class Browser {
  readonly storage: OutboxStorage = createMemoryStorage();
  readonly clock = new TestClock();
  readonly server = new ModelServer();
  readonly questions: Question[] = [];
  readonly tabs: Tab[] = [];
  private line = new Map<string, Promise<void>>();

  /** A lock as the browser has it: one tab after another. Without it tabs run side by side. */
  alone(name: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.line.get(name) ?? Promise.resolve()).then(work);
    this.line.set(
      name,
      turn.catch(() => undefined),
    );
    return turn;
  }

  async open(userId = 'me', locks = true): Promise<Tab> {
    const tab = new Tab(this, userId, locks);
    this.tabs.push(tab);
    await tab.outbox.restore();
    tab.outbox.resume();
    await settle();
    return tab;
  }

  async close(tab: Tab): Promise<void> {
    tab.outbox.stop();
    this.tabs.splice(this.tabs.indexOf(tab), 1);
    for (const question of this.questions.filter((one) => one.tab === tab)) question.lose();
    await settle();
  }

  async answerAll(): Promise<void> {
    for (let calm = 0; calm < 3; calm++) {
      await this.clock.advance(60_000);
      if (this.questions.length > 0) calm = -1;
      while (this.questions.length > 0) this.questions[0]!.deliver();
    }
  }

  bodies(): string[] {
    return this.server.messages.map((message) => message.body);
  }
}

class Tab {
  shown: readonly OutboxEntry[] = [];
  readonly rows: MessageView[] = [];
  readonly signedOut = jest.fn();
  readonly outbox: Outbox;

  constructor(
    readonly browser: Browser,
    readonly userId: string,
    locks: boolean,
  ) {
    this.outbox = createOutbox({
      userId,
      storage: browser.storage,
      clock: browser.clock,
      newId,
      ask: (message) => this.ask(message),
      alone: (name, work) => (locks ? browser.alone(name, work) : work()),
      show: (entries) => {
        this.shown = entries;
      },
      acknowledged: (message) => this.rows.push(message),
      signedOut: this.signedOut,
      tellOtherTabs: (news) => {
        this.tell(news);
      },
    });
  }

  private tell(news: OutboxNews): void {
    for (const tab of this.browser.tabs)
      if (tab !== this)
        queueMicrotask(() => {
          tab.outbox.hear(news);
        });
  }

  private ask(message: SendMessage): Promise<SentMessage> {
    const { questions, server } = this.browser;
    return new Promise((resolve, reject) => {
      const gone = (): void => {
        questions.splice(questions.indexOf(question), 1);
      };
      const store = (): SentMessage => server.send(this.userId, message);
      const question: Question = {
        tab: this,
        message,
        deliver: () => {
          gone();
          resolve(store());
        },
        loseAnswer: () => {
          gone();
          store();
          reject(new NoAnswer());
        },
        lose: () => {
          gone();
          reject(new NoAnswer());
        },
        refuse: (error) => {
          gone();
          reject(error);
        },
      };
      questions.push(question);
    });
  }

  async send(body: string): Promise<void> {
    this.outbox.send(GENERAL, body);
    await settle();
  }
}

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

describe('any order of events', () => {
  const doings = [
    'send',
    'send',
    'send',
    'deliver',
    'deliver',
    'loseAnswer',
    'lose',
    'busy',
    'time',
    'frame',
    'reload',
    'break',
  ] as const;
  const script = fc.array(fc.record({ what: fc.constantFrom(...doings), n: fc.nat(100) }), { maxLength: 50 });

  async function run(
    browser: Browser,
    locks: boolean,
    steps: { what: (typeof doings)[number]; n: number }[],
  ): Promise<string[][]> {
    const tabs = [await browser.open('me', locks), await browser.open('me', locks)];
    const written: string[][] = [[], []];
    for (const [step, { what, n }] of steps.entries()) {
      const which = n % 2;
      const question = browser.questions[n % Math.max(1, browser.questions.length)];
      if (what === 'send') {
        written[which]!.push(`${which}:${step}`);
        await tabs[which]!.send(`${which}:${step}`);
      } else if (what === 'busy') question?.refuse(new Refusal(problem('busy', { retryAfterMs: n * 10 })));
      else if (what === 'time') await browser.clock.advance(n * 100);
      else if (what === 'frame') tabs[which]!.outbox.settle(browser.server.messages);
      else if (what === 'break') {
        tabs[which]!.outbox.pause();
        for (const lost of browser.questions.filter((one) => one.tab === tabs[which])) lost.lose();
        await settle();
        tabs[which]!.outbox.resume();
      } else if (what === 'reload') {
        await browser.close(tabs[which]!);
        tabs[which] = await browser.open('me', locks);
      } else question?.[what]();
      await settle();
    }
    await browser.answerAll();
    for (const tab of tabs) expect(tab.shown).toEqual([]);
    return written;
  }

  it.each([true, false])(
    'ends with every message stored once, in the order each tab wrote (locks: %s)',
    async (locks) => {
      await fc.assert(
        fc.asyncProperty(script, async (steps) => {
          const browser = new Browser();
          const [first, second] = await run(browser, locks, steps);
          const stored = browser.bodies();
          expect([...stored].sort()).toEqual([...first!, ...second!].sort());
          for (const written of [first!, second!])
            expect(stored.filter((body) => written.includes(body))).toEqual(written);
        }),
        { numRuns: 200 },
      );
    },
    120_000,
  );
});
