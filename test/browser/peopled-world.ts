import { randomUUID } from 'node:crypto';
import type { InviteView, MyChannelView, SentMessage, UserView } from '../../src/contract/views.js';
import type { TestApp } from '../support/app.js';
import { generalOf, login, PASSWORD, type Person, register, say } from '../support/people.js';

const LONG_NAME = `${'Очень длинное имя '.repeat(2)}${'W'.repeat(20)}`;

export interface World {
  me: Person;
  direct: MyChannelView;
  group: MyChannelView;
  token: string;
}

/** A person whose list and chats hold something of everything. */
export async function peopledWorld(app: TestApp, suffix: string): Promise<World> {
  const [me, ann, boris] = [
    await register(app, `Марина-${suffix}`),
    await register(app, `Ann-${suffix}`),
    await longNamed(app, `Бор-${suffix}`),
  ];
  const userIds = [ann.user.id, boris.user.id];
  const garden = { name: 'Сад и огород', topic: 'Что посадить', userIds };
  const group = await post<MyChannelView>(me, '/api/groups', garden);
  const wide = { name: `W${'w'.repeat(60)}`, visibility: 'public', userIds: [me.user.id] };
  await say(ann, (await post<MyChannelView>(ann, '/api/groups', wide)).id, `Слышишь, @${me.user.username}?`);
  await post(boris, '/api/groups', { name: `Поход-${suffix}`, topic: 'В горы '.repeat(20), visibility: 'public' });
  const direct = await post<MyChannelView>(ann, '/api/channels/direct', { userId: me.user.id });
  await say(ann, direct.id, 'Ты идёшь?');
  const question = await say(ann, group.id, `Кто поливает розы? @${me.user.username}`);
  const answer = await post<SentMessage>(boris, `/api/channels/${group.id}/messages`, {
    ...{ clientId: randomUUID(), body: 'Я поливаю, но только по чётным дням', replyToId: question.id },
  });
  for (const emoji of ['♥', '🎉', '👀']) await ann.put(`/api/messages/${answer.message.id}/likes`, { emoji });
  await me.put(`/api/messages/${answer.message.id}/likes`, { emoji: '♥' });
  const wrong = await say(ann, group.id, 'Опечтка');
  await ann.delete(`/api/messages/${wrong.id}`);
  const changed = await say(me, group.id, 'Спасибо всм');
  await edit(app, me, changed.id, { body: 'Спасибо всем', version: changed.version });
  await say(boris, (await generalOf(boris)).id, 'Всем привет');
  for (let i = 0; i < 3; i++) await say(ann, group.id, `И ещё ${i}`);
  const invite = await post<InviteView>(me, `/api/groups/${group.id}/invites`, { maxUses: 5, expiresInHours: 24 });
  return { me, direct, group, token: invite.token ?? '' };
}

async function post<Answer>(person: Person, path: string, body: object): Promise<Answer> {
  return (await person.post(path, body)).body as Answer;
}

/** With as much of a display name as there may be, and no place to break it. */
async function longNamed(app: TestApp, username: string): Promise<Person> {
  const body = { username, password: PASSWORD, displayName: LONG_NAME };
  const answer = await fetch(`${app.url}/api/auth/register`, { ...asJson(body), method: 'POST' });
  const { user } = (await answer.json()) as { user: UserView };
  return login(app, user.username);
}

async function edit(app: TestApp, { cookie }: Person, id: string, body: object): Promise<void> {
  const { headers, ...rest } = asJson(body);
  await fetch(`${app.url}/api/messages/${id}`, { ...rest, headers: { ...headers, cookie }, method: 'PATCH' });
}

function asJson(body: object): { body: string; headers: Record<string, string> } {
  return { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}
