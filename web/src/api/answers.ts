// What an HTTP answer means: data, a Refusal, or NoAnswer.
import { ERRORS, type Problem } from '../../../src/contract/errors.js';
import { takeEarly } from './early.js';
import { NoAnswer, Refusal } from './failure.js';

const ANSWER_WITHIN_MS = 20_000;

/** As the server would say it. */
const TOO_LARGE: Problem = {
  ...{ type: 'about:blank', code: 'payload_too_large', ...ERRORS.payload_too_large },
  ...{ retryable: false, requestId: '' },
};

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

/** What openapi-fetch does, for what it does not know. */
export async function read<Data>(call: Promise<Response>): Promise<Answer<Data>> {
  const response = await call;
  const body: unknown = await response.json().catch(() => undefined);
  return response.ok && body !== undefined ? { data: body as Data, response } : { error: body, response };
}

export async function boundedFetch(request: Request): Promise<Response> {
  return (await takeEarly(request)) ?? fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
}

async function settled<Data>(call: Promise<Answer<Data>>): Promise<Answer<Data>> {
  const answer = await call.catch((cause: unknown) => {
    throw new NoAnswer(cause);
  });
  if (answer.response.ok) return answer;
  if (!isProblem(answer.error) && answer.response.status === 413) throw new Refusal(TOO_LARGE);
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
