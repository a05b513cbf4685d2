import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { SentMessage } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { generalOf, type Person, register, say } from '../support/people.js';
import { closeSockets, connect } from '../support/sockets.js';
import { until } from '../support/until.js';

let app: TestApp;
let actor: Person;
let witness: Person;
let outsider: Person;
beforeAll(async () => {
  app = await startApp();
  [actor, witness, outsider] = [await register(app), await register(app), await register(app)];
});
afterEach(closeSockets);
afterAll(() => app.stop());

const draft = (channelId: string, body: string) => ({ channelId, clientId: randomUUID(), body });

async function three(channelId: string) {
  const sockets = {
    actor: await connect(app, actor),
    witness: await connect(app, witness),
    outsider: await connect(app, outsider),
  };
  expect(Object.keys(sockets.outsider.hello.heads)).not.toContain(channelId);
  return sockets;
}

describe('a message sent by socket', () => {
  it('is acknowledged to the actor, told to both members, and not to an outsider', async () => {
    const id = await aGroup(app, [actor, witness]);
    const sockets = await three(id);
    const answer = await sockets.actor.ask('message:send', draft(id, 'hello'));
    const { message, deduplicated } = (answer as { data: SentMessage }).data;
    expect([message.seq, message.revision, deduplicated]).toEqual([1, 1, false]);
    await until(() => sockets.witness.frames.length > 0, 'the witness hears');
    const frame = { channelId: id, from: 0, to: 1, messages: [message] };
    expect(sockets.witness.frames).toEqual([frame]);
    expect(sockets.actor.frames).toEqual([frame]);

    await say(outsider, (await generalOf(outsider)).id, 'a mark in another channel');
    await until(() => sockets.outsider.frames.length > 0, 'the outsider hears what is theirs');
    expect(sockets.outsider.frames.map(({ channelId }) => channelId)).not.toContain(id);
  });

  it('is told to every tab of its author, the sending one too, and once', async () => {
    const id = await aGroup(app, [actor]);
    const tabs = [await connect(app, actor), await connect(app, actor)];
    const sent = draft(id, 'hello');
    await tabs[0]!.ask('message:send', sent);
    await tabs[0]!.ask('message:send', sent);
    await tabs[0]!.ask('message:send', draft(id, 'next'));
    await until(() => tabs.every(({ frames }) => frames.at(-1)?.to === 2), 'both tabs hold revision 2');
    for (const { frames } of tabs) {
      expect(frames.flatMap(({ messages }) => messages.map(({ body }) => body))).toEqual(['hello', 'next']);
    }
  });

  it('shares a frame with the others of its commit, without a hole between frames', async () => {
    const id = await aGroup(app, [actor, witness]);
    const sockets = await three(id);
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, number) => sockets.actor.ask('message:send', draft(id, `${number}`))),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    await until(() => sockets.witness.frames.at(-1)?.to === 40, 'all forty are told');
    let held = 0;
    for (const frame of sockets.witness.frames) {
      expect(frame.from).toBe(held);
      held = frame.to;
    }
    expect(sockets.witness.frames.length).toBeLessThan(40);
    const bodies = sockets.witness.frames.flatMap(({ messages }) => messages.map(({ body }) => body));
    expect(bodies).toEqual(Array.from({ length: 40 }, (_, number) => `${number}`));
  });

  it('is the same as one sent by HTTP', async () => {
    const id = await aGroup(app, [actor, witness]);
    const sockets = await three(id);
    const message = await say(actor, id, 'by HTTP');
    await until(() => sockets.witness.frames.length > 0, 'the witness hears');
    expect(sockets.witness.frames[0]!.messages).toEqual([message]);
    const retry = await sockets.actor.ask('message:send', {
      channelId: id,
      clientId: message.clientId,
      body: 'by HTTP',
    });
    expect(retry).toEqual({ ok: true, data: { message, deduplicated: true } });
  });

  it.each([
    ['to a channel of others', 'theirs', 'channel_not_found'],
    ['to no channel', randomUUID(), 'channel_not_found'],
    ['to a channel id that is none', 'x', 'validation_failed'],
  ])('%s is refused, and nobody hears', async (_, channel, code) => {
    const id = await aGroup(app, [actor, witness]);
    const sockets = await three(id);
    const answer = await sockets.outsider.ask('message:send', draft(channel === 'theirs' ? id : channel, 'let me in'));
    expect(answer).toMatchObject({ ok: false, error: { code } });
    await say(actor, id, 'a mark');
    await until(() => sockets.witness.frames.length > 0, 'the mark is heard');
    expect(sockets.witness.frames).toHaveLength(1);
  });
});

describe('an edit and a deletion by socket', () => {
  it('are told to both members as the row they leave, and only whom an edit newly names is called', async () => {
    const id = await aGroup(app, [actor, witness]);
    const message = await say(actor, id, `hello @${outsider.user.username}`);
    const sockets = await three(id);
    const edit = (body: string, version: number) =>
      sockets.actor.ask('message:edit', { messageId: message.id, body, version });
    const name = `@${witness.user.username}`;
    await edit(`hello ${name}`, 1);
    await edit(`hello again ${name}`, 2);
    const answer = await sockets.actor.ask('message:delete', { messageId: message.id });
    await until(() => sockets.witness.frames.length === 3, 'the witness hears of all three');
    const rows = sockets.witness.frames.flatMap(({ messages }) => messages);
    expect(rows.map(({ body, version, revision }) => [body, version, revision])).toEqual([
      [`hello ${name}`, 2, 2],
      [`hello again ${name}`, 3, 3],
      ['', 4, 4],
    ]);
    expect(answer).toEqual({ ok: true, data: { message: rows[2] } });
    expect(sockets.witness.mine).toEqual([{ mentioned: [{ channelId: id, messageId: message.id, seq: 1 }] }]);
    expect([sockets.actor.mine, sockets.outsider.mine]).toEqual([[], []]);
    expect(sockets.actor.frames).toEqual(sockets.witness.frames);
  });

  it.each(['message:edit', 'message:delete'] as const)('%s of what one may not see is of nothing', async (event) => {
    const id = await aGroup(app, [actor, witness]);
    const message = await say(actor, id, 'hidden');
    const sockets = await three(id);
    for (const messageId of [message.id, randomUUID()]) {
      const payload = event === 'message:edit' ? { messageId, body: 'x', version: 1 } : { messageId };
      const answer = await sockets.outsider.ask(event, payload);
      expect(answer).toMatchObject({ ok: false, error: { code: 'message_not_found', status: 404 } });
    }
  });
});
