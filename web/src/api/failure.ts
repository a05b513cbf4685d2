import type { Problem } from '../../../src/contract/errors.js';

/** The server answered, and the answer is no. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'Refusal';
  }
}

/** No answer came. What was asked may have happened or not; only asking again settles it. */
export class NoAnswer extends Error {
  constructor(cause?: unknown) {
    super('No answer from the server', { cause });
    this.name = 'NoAnswer';
  }
}
