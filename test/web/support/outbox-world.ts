import { jest } from '@jest/globals';
import type { SendMessage } from '../../../src/contract/events.js';
import type { MessageView, SentMessage } from '../../../src/contract/views.js';
import { NoAnswer, type Refusal } from '../../../web/src/api/failure.js';
import type { OutboxEntry } from '../../../web/src/state/model.js';
import { Outbox } from '../../../web/src/state/outbox.js';
import { createMemoryStorage, type OutboxNews, type OutboxStorage } from '../../../web/src/state/outbox-storage.js';
import { GENERAL, ModelServer } from './model-server.js';
import { settle, TestClock } from './test-clock.js';

let ids = 0;
/** Descending, so that an order by id is not the order of writing. */
const newId = (): string => `client-id-${1_000_000 - ++ids}`;

/** One question on its way. The server decides when it is delivered; the answer may get lost after that. */
interface Question {
  tab: Tab;
  message: SendMessage;
  deliver(): void;
  loseAnswer(): void;
  lose(): void;
  refuse(error: Refusal): void;
}

/** One browser with its tabs, its storage and a server that answers when the test says so. */
export class Browser {
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

export class Tab {
  shown: readonly OutboxEntry[] = [];
  readonly rows: MessageView[] = [];
  readonly signedOut = jest.fn();
  readonly outbox: Outbox;

  constructor(
    readonly browser: Browser,
    readonly userId: string,
    locks: boolean,
  ) {
    this.outbox = new Outbox({
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
