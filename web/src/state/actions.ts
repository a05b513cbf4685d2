// What a person can do that has an answer. Nothing here rejects, and everything ends.
import type { Ask, HttpDoor } from '../api/doors.js';
import { NoAnswer } from '../api/failure.js';
import { asFailure, isOver } from './failures.js';
import type { Life } from './life.js';
import type { Answer, Outcome } from './model.js';
import type { Session } from './session.js';

export class Actions {
  constructor(protected readonly session: Session) {}

  protected get http(): HttpDoor {
    return this.session.http;
  }

  protected get life(): Life {
    const { life } = this.session;
    if (!life) throw new NoAnswer();
    return life;
  }

  protected readonly ask: Ask = (event, payload) => this.life.ask(event, payload);

  /** When the session turns out to be over, the sign-in page follows. */
  protected async answer<Data>(work: () => Promise<Data>): Promise<Answer<Data>> {
    const { life } = this.session;
    try {
      return { data: await work(), failure: null };
    } catch (error) {
      const failure = asFailure(error);
      if (isOver(failure) && life === this.session.life) this.session.exit();
      return { data: null, failure };
    }
  }

  protected async outcome(work: () => Promise<unknown>): Promise<Outcome> {
    return (await this.answer(work)).failure;
  }
}
