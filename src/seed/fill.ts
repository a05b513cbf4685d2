import type { NestExpressApplication } from '@nestjs/platform-express';
import { getDataSourceToken } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { User } from '../users/user.entity.js';
import { addChannels, addMessages } from './bulk.js';
import { RESIDENTS } from './community.js';
import { dice } from './dice.js';
import type { Line } from './script.js';
import { SEED_PASSWORD, Stage } from './stage.js';
import { type Conversation, peopleOf, type Story, tellStory } from './story.js';

/** The seed cannot be sown; the message is a sentence for whoever asked. */
export class SeedError extends Error {}

export interface Wishes {
  /** So many messages more, in a group of their own. */
  messages: number;
  /** So many groups more, for the first person. */
  channels: number;
}

type Tell = (sentence: string) => void;
type Act = readonly [at: number, run: () => Promise<unknown>];

const MINUTE = 60_000;

/**
 * Fills an empty database with a community that has talked for some weeks. It is the same each time, but for the ids.
 *
 * @param app that does not listen yet
 * @throws SeedError where there are people already; then nothing is written
 */
export async function fill(app: NestExpressApplication, { messages, channels }: Wishes, tell: Tell): Promise<void> {
  const people = await app.get<DataSource>(getDataSourceToken()).getRepository(User).count();
  if (people > 0) throw new SeedError(`This database has ${people} people already. The seed wants an empty one.`);
  const now = Date.now();
  const story = tellStory(now);
  const stage = await Stage.open(app);
  await play(stage, story, now, tell);
  stage.turnTo(now);
  await settle(stage);
  if (messages > 0) await addMessages(app, stage, messages, tell);
  if (channels > 0) await addChannels(stage, channels, tell);
  stage.turnTo(now);
  for (const visitor of stage.everyone()) await visitor.leave();
  const lines = story.conversations.flatMap((conversation) => conversation.lines);
  tell(`${RESIDENTS.length} people, ${story.conversations.length} conversations, ${lines.length + messages} messages.`);
  tell(`Sign in as ${RESIDENTS[0]?.username ?? ''} (the administrator), tom, lida or any other of them.`);
  tell(`Everybody's password: ${SEED_PASSWORD}`);
}

/** Everything that happened, in its order, whatever the conversation. */
async function play(stage: Stage, story: Story, now: number, tell: Tell): Promise<void> {
  const acts = [...arrivals(stage, story), ...story.conversations.flatMap((one) => actsOf(stage, one, story, now))];
  acts.sort(([one], [other]) => one - other);
  const tenth = Math.ceil(acts.length / 10);
  for (const [i, [at, run]] of acts.entries()) {
    stage.turnTo(at);
    await run();
    if ((i + 1) % tenth === 0) tell(`${Math.round(((i + 1) / acts.length) * 100)} % of the story is told`);
  }
}

function arrivals(stage: Stage, { arrivals: times }: Story): Act[] {
  return RESIDENTS.map((resident) => [times.get(resident.username) ?? 0, () => stage.arrive(resident)]);
}

function actsOf(stage: Stage, conversation: Conversation, story: Story, now: number): Act[] {
  const { key, lines } = conversation;
  const chance = dice(`${key} likes`);
  const soon = (at: number, minutes: number) => Math.min(at + minutes * MINUTE, now);
  return [
    ...gathering(stage, conversation, story),
    ...lines.flatMap((line): Act[] => {
      const answered = lines.find((other) => other.key !== null && other.key === line.answers);
      const likes = line.likes.flatMap(({ emoji, by }) => by.map((username) => [emoji, username] as const));
      const { edited, deleted } = line;
      return [
        [line.at, () => stage.say(key, line, answered)],
        ...likes.map(([emoji, username]): Act => {
          return [soon(line.at, 1 + chance.next() * 12), () => stage.like(line, username, emoji)];
        }),
        ...(edited === null ? [] : [[soon(line.at, 1), () => stage.edit(line, edited)] as const]),
        ...(deleted ? [[soon(line.at, 2), () => stage.erase(line)] as const] : []),
      ];
    }),
  ];
}

/** Makes the channel a while before the first word, and lets those in later who came later. */
function gathering(stage: Stage, conversation: Conversation, { arrivals: times }: Story): Act[] {
  const { key, circle, between, lines } = conversation;
  const first = Math.min(...lines.map(({ at }) => at));
  const cameAt = (username: string) => times.get(username) ?? 0;
  if (between) return [[first - MINUTE, () => stage.begin(conversation, [])]];
  if (!circle) return [];
  const { owner, moderators, members } = circle;
  const others = [...moderators, ...members];
  const begin = Math.max(first - 20 * MINUTE, cameAt(owner) + 1);
  const early = others.filter((username) => cameAt(username) < begin);
  const late = others.filter((username) => !early.includes(username));
  const id = (username: string) => stage.person(username).id;
  const send = (method: string, path: string, body: object) => () =>
    stage.person(owner).send(method, `/groups/${stage.channel(key)}${path}`, body);
  const archiveAt = Math.max(...lines.map(({ at }) => at)) + 60 * MINUTE;
  return [
    [begin, () => stage.begin(conversation, early.map(id))],
    ...late.map((username): Act => [
      Math.min(cameAt(username) + MINUTE, firstOf(lines, username) - 1),
      () => send('POST', '/members', { userIds: [id(username)] })(),
    ]),
    ...moderators.map((username): Act => [
      Math.max(begin, cameAt(username)) + 2 * MINUTE,
      () => send('PATCH', `/members/${id(username)}`, { role: 'moderator' })(),
    ]),
    ...(circle.archived ? [[archiveAt, send('PATCH', '', { archived: true })] as const] : []),
  ];
}

const firstOf = (lines: Line[], username: string): number =>
  Math.min(...lines.filter((line) => peopleOf(line).includes(username)).map(({ at }) => at));

/** What the first person has not read, by conversation; the others have read almost everything. */
const UNREAD: Record<string, number> = { general: 2, council: 1, workshop: 1, garden: 2, films: 2, 'tom+vera': 1 };

async function settle(stage: Stage): Promise<void> {
  const chance = dice('reading');
  const keys = new Map([...stage.channels].map(([key, id]) => [id, key]));
  const [first] = stage.everyone();
  for (const visitor of stage.everyone()) {
    for (const { id, lastSeq } of await visitor.channels()) {
      const unread = visitor === first ? (UNREAD[keys.get(id) ?? ''] ?? 0) : chance.whole(0, 3);
      if (lastSeq > unread) await visitor.send('PUT', `/channels/${id}/read`, { seq: lastSeq - unread });
    }
  }
  await first?.send('PATCH', `/channels/${stage.channel('films')}/membership`, { notify: 'mentions' });
  const admired = ['vera', 'lida', 'omar', 'tom'].map((username) => stage.person(username));
  for (const liked of admired)
    for (const visitor of stage.everyone())
      if (visitor !== liked && chance.next() < 0.4) await visitor.send('PUT', `/users/${liked.id}/like`);
}
