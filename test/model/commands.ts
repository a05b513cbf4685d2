import { expect } from '@jest/globals';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { MyChannelsService } from '../../src/channels/my-channels.service.js';
import type { MemberView } from '../../src/contract/views.js';
import { ChannelsService } from '../../src/channels/channels.service.js';
import { GroupMembersService } from '../../src/groups/group-members.service.js';
import { GroupsService } from '../../src/groups/groups.service.js';
import { MessageLikesService } from '../../src/likes/message-likes.service.js';
import { MessagesService } from '../../src/messages/messages.service.js';
import type { Model, ModelMessage } from './model.js';
import type { World } from './world.js';

type Command = fc.AsyncCommand<Model, World>;

/** A step that somebody takes; it is always tried, and has to fail where the model says so. */
function step(text: string, run: (model: Model, world: World) => Promise<void>): Command {
  return { check: (model) => model.members.size > 0, run, toString: () => text };
}

/** The code it is refused with, or undefined. */
async function refusal(work: Promise<unknown>): Promise<string | undefined> {
  return work.then(
    () => undefined,
    (error: unknown) => (error as { code?: string }).code ?? String(error),
  );
}

const idOf = (world: World, who: number) => world.as(who).id;
const names = ['ann', 'bob', 'eve'];

function say(who: number, whom: number, text: string): Command {
  const body = `${text} @${names[whom]!}`;
  return step(`say(${names[who]!}, ${body})`, async (model, world) => {
    const sending = world.get(MessagesService).send(world.as(who), model.channelId, { clientId: randomUUID(), body });
    if (!model.isMember(idOf(world, who))) {
      expect(await refusal(sending)).toBe('channel_not_found');
      return;
    }
    const { message } = await sending;
    model.say(message.id, message.authorId, body);
    expect(message.seq).toBe(model.lastSeq);
  });
}

/** An act on one of the messages; none while there is none. */
function onMessage(
  text: string,
  who: number,
  which: number,
  act: (
    model: Model,
    world: World,
    message: ModelMessage,
  ) => { work: Promise<unknown>; code?: string; done?: () => void },
): Command {
  return step(`${text}(${names[who]!}, ${which})`, async (model, world) => {
    const message = model.messages[which % model.messages.length];
    if (!message) return;
    const { work, code, done } = act(model, world, message);
    const expected = model.isMember(idOf(world, who)) ? code : 'message_not_found';
    expect(await refusal(work)).toBe(expected);
    if (expected === undefined) done?.();
  });
}

function edit(who: number, which: number, isStale: boolean, text: string): Command {
  return onMessage('edit', who, which, (model, world, message) => {
    const body = `${text} @eve`;
    const version = Math.max(1, message.version - (isStale ? 1 : 0));
    const work = world.get(MessagesService).edit(world.as(who), message.id, { body, version });
    if (message.authorId !== idOf(world, who)) return { work, code: 'forbidden' };
    if (message.deleted) return { work, code: 'message_deleted' };
    if (message.body === body) return { work };
    if (version !== message.version) return { work, code: 'version_conflict' };
    const mentions = model.namedIn(body, message.authorId);
    return { work, done: () => Object.assign(message, { body, mentions, version: message.version + 1 }) };
  });
}

function remove(who: number, which: number): Command {
  return onMessage('delete', who, which, (model, world, message) => {
    const work = world.get(MessagesService).delete(world.as(who), message.id);
    const me = idOf(world, who);
    if (message.authorId !== me && !model.isOwner(me)) return { work, code: 'forbidden' };
    const erased = { body: '', mentions: [], deleted: true, likes: new Map<string, Set<string>>() };
    return { work, done: () => !message.deleted && Object.assign(message, erased, { version: message.version + 1 }) };
  });
}

function like(who: number, which: number, emoji: string, liked: boolean): Command {
  return onMessage(liked ? `like ${emoji}` : `unlike ${emoji}`, who, which, (_, world, message) => {
    const work = world.get(MessageLikesService).set(idOf(world, who), message.id, emoji, liked);
    if (message.deleted) return { work, code: 'message_deleted' };
    const done = () => {
      const people = message.likes.get(emoji) ?? new Set();
      message.likes.set(emoji, people);
      if (liked) people.add(idOf(world, who));
      else people.delete(idOf(world, who));
    };
    return { work, done };
  });
}

function read(who: number, part: number, unread: boolean): Command {
  return step(`${unread ? 'mark unread' : 'read'}(${names[who]!}, ${part} %)`, async (model, world) => {
    const seq = Math.ceil((model.lastSeq * part) / 100);
    const mine = world.get(MyChannelsService);
    const [me, { channelId }] = [idOf(world, who), model];
    const code = await refusal(unread ? mine.markUnread(me, channelId, seq) : mine.read(me, channelId, seq));
    const member = model.members.get(me);
    expect(code).toBe(member ? undefined : 'channel_not_found');
    if (!member) return;
    if (unread) member.unreadFrom = seq <= member.readSeq ? Math.max(seq, 1) : null;
    else Object.assign(member, { readSeq: Math.max(member.readSeq, seq), unreadFrom: null });
  });
}

function join(who: number): Command {
  return step(`join(${names[who]!})`, async (model, world) => {
    await world.get(GroupMembersService).join(idOf(world, who), model.channelId);
    model.join(idOf(world, who));
  });
}

function leave(who: number): Command {
  return step(`leave(${names[who]!})`, async (model, world) => {
    const me = idOf(world, who);
    const code = await refusal(world.get(GroupMembersService).leave(me, model.channelId));
    expect(code).toBe(model.isMember(me) ? undefined : 'channel_not_found');
    model.members.delete(me);
    if (model.isOwner(me)) model.ownerId = await heir(model, world);
  });
}

/** Who came first may be a matter of milliseconds; that there is exactly one owner is not. */
async function heir(model: Model, world: World): Promise<string | null> {
  const [someone] = model.members.keys();
  if (someone === undefined) return null;
  const { items } = await world.get(ChannelsService).members(someone, model.channelId, undefined, 200);
  const owners = items.filter(({ role }: MemberView) => role === 'owner');
  expect(owners).toHaveLength(1);
  return owners[0]!.user.id;
}

function expel(who: number, whom: number): Command {
  return step(`remove(${names[who]!}, ${names[whom]!})`, async (model, world) => {
    const [me, other] = [idOf(world, who), idOf(world, whom)];
    const code = await refusal(world.get(GroupMembersService).remove(me, model.channelId, other));
    const expected = refusalOfExpelling(model, me, other);
    expect(code).toBe(expected);
    if (expected === undefined) model.members.delete(other);
  });
}

function refusalOfExpelling(model: Model, me: string, other: string): string | undefined {
  if (!model.isMember(me)) return 'channel_not_found';
  if (!model.isOwner(me)) return 'forbidden';
  if (!model.isMember(other)) return 'member_not_found';
  return me === other ? 'forbidden' : undefined;
}

function rename(who: number, name: string): Command {
  return step(`rename(${names[who]!}, ${name})`, async (model, world) => {
    const code = await refusal(world.get(GroupsService).change(idOf(world, who), model.channelId, { name }));
    const me = idOf(world, who);
    expect(code).toBe(!model.isMember(me) ? 'channel_not_found' : model.isOwner(me) ? undefined : 'forbidden');
    if (code === undefined) model.name = name;
  });
}

function cut(device: number): Command {
  return step(`disconnect(${device})`, (model, world) => {
    if (!model.offline.has(device)) world.cut(device);
    model.offline.add(device);
    return Promise.resolve();
  });
}

function mend(device: number): Command {
  return step(`reconnect(${device})`, (model, world) => {
    if (model.offline.delete(device)) world.mend(device);
    return Promise.resolve();
  });
}

function compare(device: number): Command {
  return step(`compare(${device})`, async (model, world) => {
    if (!model.offline.has(device)) await world.compare(device, model);
  });
}

/** A start takes a thousand times as long as a step: one step in two hundred is one. */
function mayRestart(chance: number): Command {
  return step(chance === 0 ? 'restart()' : 'breathe()', async (_, world) => {
    if (chance === 0) await world.restart();
  });
}

const who = fc.nat(2);
const device = fc.nat(3);
const which = fc.nat(30);
const text = fc.constantFrom('hello', 'привет', '你好');
const emoji = fc.constantFrom('♥', '🔥');

export const commands = fc.commands(
  [
    fc.tuple(who, who, text).map((args) => say(...args)),
    fc.tuple(who, who, text).map((args) => say(...args)),
    fc.tuple(who, which, fc.boolean(), text).map((args) => edit(...args)),
    fc.tuple(who, which).map((args) => remove(...args)),
    fc.tuple(who, which, emoji, fc.boolean()).map((args) => like(...args)),
    fc.tuple(who, which, emoji, fc.constant(true)).map((args) => like(...args)),
    fc.tuple(who, fc.nat(100), fc.boolean()).map((args) => read(...args)),
    who.map(join),
    who.map(leave),
    fc.tuple(who, who).map((args) => expel(...args)),
    fc.tuple(who, fc.constantFrom('one name', 'another name')).map((args) => rename(...args)),
    device.map(cut),
    device.map(mend),
    device.map(compare),
    fc.nat(14).map(mayRestart),
  ],
  { size: 'medium' },
);
