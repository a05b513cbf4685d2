import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import type { InviteView, MessageView } from '../../src/contract/views.js';
import type { TestApp } from '../support/app.js';
import { anAdministrator, groupOf, type Person, register, say } from '../support/people.js';
import { attach, picture, show } from '../support/uploads.js';

export const PERSONAS = [
  'anonymous',
  'outsider',
  'member',
  'moderator',
  'owner',
  'administrator',
  'removed',
  'deactivated',
] as const;
export type Persona = (typeof PERSONAS)[number];

/** Everybody who tries; made once. The administrator is in no group: the role alone opens no door. */
export interface Cast {
  people: Record<Exclude<Persona, 'anonymous'>, Person>;
  /** A member of every group, whose things the others try to touch. */
  author: Person;
}

/** A private group that nothing has been tried in yet. */
export interface Stage extends Cast {
  id: string;
  message: MessageView;
  invite: InviteView;
  /** A picture that the author sent; only where pictures were hung. */
  uploadId?: string;
  /** The group's picture; only where pictures were hung. */
  avatarId?: string;
}

export async function aCast(app: TestApp): Promise<Cast> {
  const names = ['outsider', 'member', 'moderator', 'owner', 'removed', 'deactivated'] as const;
  const people = await Promise.all(names.map((name) => register(app, `the-${name}`)));
  const cast = Object.fromEntries(names.map((name, at) => [name, people[at]!])) as Cast['people'];
  cast.administrator = await anAdministrator(app);
  await cast.administrator.put(`/api/users/${cast.deactivated.user.id}/active`, { active: false }).expect(200);
  return { people: cast, author: await register(app, 'the-author') };
}

export async function aStage(cast: Cast): Promise<Stage> {
  const { owner, member, moderator, removed } = cast.people;
  const id = await groupOf(owner, [cast.author, member, moderator, removed]);
  await owner.patch(`/api/groups/${id}/members/${moderator.user.id}`, { role: 'moderator' }).expect(204);
  await owner.delete(`/api/groups/${id}/members/${removed.user.id}`).expect(204);
  const invite = (await owner.post(`/api/groups/${id}/invites`, {}).expect(201)).body as InviteView;
  return { ...cast, id, invite, message: await say(cast.author, id, 'hello') };
}

/** The same stage with a picture in a message of the author, and one of the group. */
export async function hangPictures(stage: Stage): Promise<Stage> {
  const { owner } = stage.people;
  const [uploadId = ''] = (await show(stage.author, stage.id, [await picture('png', 2, 2)])).uploads.map(
    ({ id }) => id,
  );
  const answer = await attach(owner.put(`/api/groups/${stage.id}/avatar`), await picture('png', 2, 2)).expect(200);
  const avatarId = (answer.body as { avatarUrl: string }).avatarUrl.split('/').at(-1) ?? '';
  return { ...stage, uploadId, avatarId };
}

export const personOf = (cast: Cast, persona: Persona): Person | null =>
  persona === 'anonymous' ? null : cast.people[persona];

/** A request by this person, or by nobody. */
export function ask(app: TestApp, person: Person | null, method: string, path: string, body?: object): Test {
  const verb = method.toLowerCase() as 'get';
  const test = request(app.url)[verb](path);
  if (person) void test.set('Cookie', person.cookie);
  return body ? test.send(body) : test;
}

export const aDraft = () => ({ clientId: randomUUID(), body: 'hello' });
