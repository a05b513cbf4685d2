import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import request, { type Response } from 'supertest';
import { ASKED, type Asked } from '../../src/contract/events.js';
import { startApp, type TestApp } from '../support/app.js';
import { countStatements } from '../support/count-queries.js';
import { login, PASSWORD, type Person } from '../support/people.js';
import { closeSockets, connect, dial, refusalOf } from '../support/sockets.js';
import { aCast, aStage, ask, hangPictures, type Cast, type Persona, PERSONAS, personOf, type Stage } from './stage.js';
import { EVENTS, ROUTES } from './table.js';

let app: TestApp;
let cast: Cast;
beforeAll(async () => {
  app = await startApp();
  cast = await aCast(app);
});
afterEach(closeSockets);
afterAll(() => app.stop());

interface Layer {
  route?: { path: string; methods: Record<string, boolean> };
}

/** Every route that Express knows, as `METHOD /path`. */
function registeredRoutes(): string[] {
  const express = app.nest.getHttpAdapter().getInstance() as unknown as { router: { stack: Layer[] } };
  return express.router.stack.flatMap(({ route }) => {
    const methods = Object.keys(route?.methods ?? {});
    // Nest puts a layer of its own, for all methods, before a route without the prefix: it answers nothing.
    return methods.length > 10 ? [] : methods.map((method) => `${method.toUpperCase()} ${route?.path ?? ''}`);
  });
}

/** Answered by a site of its own, which is made when somebody first asks. */
const DOCUMENTS = ['GET /api/docs', 'GET /api/openapi.json'];

describe('every route has a row', () => {
  it('and every row a route', () => {
    const routes = [...registeredRoutes(), ...DOCUMENTS];
    expect(routes.length).toBeGreaterThan(50);
    expect(routes.filter((route) => !(route in ROUTES))).toEqual([]);
    expect(Object.keys(ROUTES).filter((row) => !routes.includes(row))).toEqual([]);
  });

  it('and what has none answers nothing', async () => {
    for (const path of ['/health/live', '/health/ready', '/api/nothing']) await request(app.url).post(path).expect(404);
  });

  it('and every event too, as the contract lists them', () => {
    expect(Object.keys(EVENTS).sort()).toEqual([...ASKED].sort());
  });
});

/** What ends the session that it uses. */
const ENDS_SESSION = /auth\/(logout|sessions$)/;

describe.each(Object.entries(ROUTES))('%s', (route, { expected, path, body, pictures }) => {
  it(`answers ${expected}`, async () => {
    const [method = '', pattern = ''] = route.split(' ');
    const seen: number[] = [];
    const prepare = async () => (pictures ? hangPictures(await aStage(cast)) : aStage(cast));
    const shared = await prepare();
    for (const persona of PERSONAS) {
      // What changes something is tried by each on a stage of their own.
      const stage = method === 'GET' || persona === 'anonymous' ? shared : await prepare();
      const answer = await ask(app, personOf(cast, persona), method, path?.(stage) ?? pattern, body?.(stage));
      seen.push(answer.status);
      if (answer.status >= 400) expect(answer.body.code).toMatch(/^[a-z_]+$/);
      if (ENDS_SESSION.test(route) && answer.status === 204) await signInAgain(persona);
    }
    expect(seen.join(' ')).toBe(expected);
  });
});

describe.each(Object.entries(EVENTS) as [keyof Asked, (typeof EVENTS)[keyof Asked]][])('%s', (event, row) => {
  it(`answers ${row.expected}`, async () => {
    const seen: number[] = [];
    for (const persona of PERSONAS) seen.push(await statusOf(event, persona));
    expect(seen.join(' ')).toBe(row.expected);
  });

  it('answers what one may not see exactly like what there is not', async () => {
    const { expected, payload } = row;
    if (!expected.includes('404')) return;
    const stage = await aStage(cast);
    const nothing = { ...stage, id: crypto.randomUUID(), message: { ...stage.message, id: crypto.randomUUID() } };
    const { ask: asking } = await connect(app, cast.people.outsider);
    const [hidden, none] = [await asking(event, payload(stage)), await asking(event, payload(nothing))];
    const id = { requestId: expect.any(String) };
    expect(hidden).toMatchObject({ ok: false, error: id });
    expect({ ...hidden, error: { ...(hidden as { error: object }).error, ...id } }).toEqual(none);
  });
});

describe('what one may not see', () => {
  const hiding = Object.entries(ROUTES).filter(([, { expected, path }]) => path && expected.split(' ')[1] === '404');

  it.each(hiding)(
    '%s answers exactly like what there is not, after as much work',
    async (route, { path, body, pictures }) => {
      const [method = ''] = route.split(' ');
      const stage = pictures ? await hangPictures(await aStage(cast)) : await aStage(cast);
      const id = crypto.randomUUID();
      const none = { uploadId: id, avatarId: id };
      const nothing = { ...stage, ...none, id, message: { ...stage.message, id }, invite: { ...stage.invite, id } };
      for (const persona of ['outsider', 'removed', 'administrator'] as const) {
        const person = cast.people[persona];
        const tries = async (where: Stage): Promise<{ answer: Response; statements: number }> => {
          let answer: Response | undefined;
          const counts: number[] = [];
          // As many statements take as long: a clock would tell it less surely. The server has work of its own now and then,
          // so the least of three counts is the request's.
          for (let attempt = 0; attempt < 3; attempt++) {
            const asking = async () => {
              answer = await ask(app, person, method, path!(where), body?.(stage));
            };
            counts.push(await countStatements(app, asking));
          }
          return { answer: answer!, statements: Math.min(...counts) };
        };
        const [one, other] = [await tries(stage), await tries(nothing)];
        expect(one.statements).toBe(other.statements);
        const [hidden, absent] = [one.answer, other.answer];
        expect([hidden.status, { ...hidden.body, requestId: '' }]).toEqual([
          absent.status,
          { ...absent.body, requestId: '' },
        ]);
      }
    },
  );

  it('is to be forgotten by sync, and left out where many are asked for', async () => {
    const stage = await aStage(cast);
    for (const persona of ['outsider', 'removed', 'administrator'] as const) {
      const { hello, ask: asking } = await connect(app, cast.people[persona]);
      const answer = await asking('sync', { epoch: hello.epoch, positions: { [stage.id]: 0 } });
      expect(answer).toMatchObject({ data: { channels: [], reset: [stage.id] } });
      const many = await ask(app, cast.people[persona], 'GET', `/api/messages?ids=${stage.message.id}`);
      expect(many.body.items).toEqual([]);
      expect(Object.keys(hello.heads)).not.toContain(stage.id);
    }
  });
});

async function statusOf(event: keyof Asked, persona: Persona): Promise<number> {
  if (persona === 'anonymous') return (await refused(dial(app, {}))).status;
  const person: Person = cast.people[persona];
  if (persona === 'deactivated') return (await refused(dial(app, { cookie: person.cookie }))).status;
  const { ask: asking, close } = await connect(app, person);
  const answer = await asking(event, EVENTS[event].payload(await aStage(cast)));
  close();
  return answer.ok ? 200 : answer.error.status;
}

const refused = async (socket: ReturnType<typeof dial>): Promise<{ status: number }> =>
  (await refusalOf(socket)).data as unknown as { status: number };

async function signInAgain(persona: Persona): Promise<void> {
  if (persona === 'anonymous' || persona === 'deactivated') return;
  cast.people[persona] = await login(app, cast.people[persona].user.username, PASSWORD);
}
