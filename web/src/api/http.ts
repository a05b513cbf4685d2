import createClient from 'openapi-fetch';
import type { Problem } from '../../../src/contract/errors.js';
import type { HttpDoor } from './doors.js';
import { NoAnswer, Refusal } from './failure.js';
import type { paths } from './openapi.js';

const ANSWER_WITHIN_MS = 20_000;
const PAGE = 50;

export function openHttp(): HttpDoor {
  const api = createClient<paths>({ baseUrl: location.origin, fetch: boundedFetch });
  return {
    register: async (body) => (await data(api.POST('/api/auth/register', { body }))).user,
    signIn: async (body) => (await data(api.POST('/api/auth/login', { body }))).user,
    signOut: () => done(api.POST('/api/auth/logout')),
    currentUser: async () => (await data(api.GET('/api/auth/session'))).user,
    sessions: async () => (await data(api.GET('/api/auth/sessions'))).items,
    endSession: (id) => done(api.DELETE('/api/auth/sessions/{id}', { params: { path: { id } } })),
    endOtherSessions: () => done(api.DELETE('/api/auth/sessions')),
    changePassword: (currentPassword, newPassword) =>
      done(api.PUT('/api/auth/password', { body: { currentPassword, newPassword } })),
    channels: (after) => data(api.GET('/api/channels', { params: { query: { limit: 200, ...(after && { after }) } } })),
    channel: (id) => data(api.GET('/api/channels/{id}', { params: { path: { id } } })),
    messages: (id, cursor) =>
      data(api.GET('/api/channels/{id}/messages', { params: { path: { id }, query: { limit: PAGE, ...cursor } } })),
    users: async (ids) => (await data(api.GET('/api/users', { params: { query: { ids: ids.join(',') } } }))).items,
  };
}

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

async function data<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const answer = await settled(call);
  if (answer.data === undefined) throw new NoAnswer();
  return answer.data;
}

async function done(call: Promise<Answer<unknown>>): Promise<void> {
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

function boundedFetch(request: Request): Promise<Response> {
  return fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
}
