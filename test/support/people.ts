import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import type { SignedIn } from '../../src/common/current-user.js';
import type { MessageView, MyChannelView, UserView } from '../../src/contract/views.js';
import { WriteQueue } from '../../src/database/write-queue.js';
import { User } from '../../src/users/user.entity.js';
import type { TestApp } from './app.js';

export const PASSWORD = 'long enough to pass';

/** A person with a browser: whoever they are signed in as is in the cookie. */
export interface Person {
  user: UserView;
  cookie: string;
  get(path: string): Test;
  post(path: string, body?: object): Test;
  put(path: string, body?: object): Test;
  patch(path: string, body?: object): Test;
  delete(path: string): Test;
}

/** A server of this process or of another one. */
type Address = Pick<TestApp, 'url'>;

let count = 0;

export async function register(app: Address, username = `person${++count}`): Promise<Person> {
  const answer = await request(app.url).post('/api/auth/register').send({ username, password: PASSWORD }).expect(201);
  return person(app, (answer.body as { user: UserView }).user, cookieOf(answer));
}

/** A person with the role `admin`, signed in. */
export async function anAdministrator(app: TestApp): Promise<Person> {
  const { user } = await register(app);
  await app.nest.get(WriteQueue).run(({ manager }) => manager.update(User, { id: user.id }, { role: 'admin' }));
  return login(app, user.username);
}

export async function login(app: Address, username: string, password = PASSWORD, code?: string): Promise<Person> {
  const answer = await request(app.url).post('/api/auth/login').send({ username, password, code }).expect(200);
  return person(app, (answer.body as { user: UserView }).user, cookieOf(answer));
}

export function cookieOf({ headers }: { headers: Record<string, unknown> }): string {
  const [cookie = ''] = headers['set-cookie'] as string[];
  return cookie.split(';')[0]!;
}

export async function generalOf(person: Person): Promise<MyChannelView> {
  const { items } = (await person.get('/api/channels').expect(200)).body as { items: MyChannelView[] };
  return items.find(({ kind }) => kind === 'general')!;
}

/** As services are told who asks. */
export const signedIn = ({ user }: Person): SignedIn => ({ id: user.id, role: user.role, sessionId: '' });

export async function myChannel(person: Person, channelId: string): Promise<MyChannelView> {
  return (await person.get(`/api/channels/${channelId}`).expect(200)).body as MyChannelView;
}

/** A group that `owner` makes with these people in it. */
export async function groupOf(owner: Person, others: Person[] = [], more: object = {}): Promise<string> {
  const body = { name: 'a group', userIds: others.map(({ user }) => user.id), ...more };
  return ((await owner.post('/api/groups', body).expect(201)).body as MyChannelView).id;
}

export async function directOf(person: Person, other: Person): Promise<string> {
  const answer = await person.post('/api/channels/direct', { userId: other.user.id }).expect(200);
  return (answer.body as MyChannelView).id;
}

export async function say(person: Person, channelId: string, body: string): Promise<MessageView> {
  const answer = await person.post(`/api/channels/${channelId}/messages`, { clientId: randomUUID(), body }).expect(201);
  return (answer.body as { message: MessageView }).message;
}

function person(app: Address, user: UserView, cookie: string): Person {
  const with_ = (test: Test) => test.set('Cookie', cookie);
  const agent = request(app.url);
  return {
    user,
    cookie,
    get: (path) => with_(agent.get(path)),
    post: (path, body) => with_(agent.post(path).send(body)),
    put: (path, body) => with_(agent.put(path).send(body)),
    patch: (path, body) => with_(agent.patch(path).send(body)),
    delete: (path) => with_(agent.delete(path)),
  };
}
