// What an HTTP answer means: data, a Refusal, or NoAnswer.
import type { Problem } from '../../../src/contract/errors.js';
import { NoAnswer, Refusal } from './failure.js';

export const ANSWER_WITHIN_MS = 20_000;

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

export async function data<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const answer = await settled(call);
  if (answer.data === undefined) throw new NoAnswer();
  return answer.data;
}

export async function done(call: Promise<Answer<unknown>>): Promise<void> {
  await settled(call);
}

async function settled<Data>(call: Promise<Answer<Data>>): Promise<Answer<Data>> {
  const answer = await call.catch((cause: unknown) => {
    throw new NoAnswer(cause);
  });
  if (answer.response.ok) return answer;
  // A proxy in between answers in its own words (a 502 page): that is no answer of the server.
  if (!isProblem(answer.error)) throw new NoAnswer(answer.response.status);
  throw new Refusal(withRetryAfter(answer.error, answer.response));
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'status' in body;
}

function withRetryAfter(problem: Problem, response: Response): Problem {
  const seconds = Number(response.headers.get('Retry-After'));
  return seconds > 0 && problem.retryAfterMs === undefined ? { ...problem, retryAfterMs: seconds * 1_000 } : problem;
}
