import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { generalOf, type Person, register } from '../support/people.js';
import { closeSockets, connect, type Listener } from '../support/sockets.js';

const TOKEN = 'a-token-of-enough-letters';

let app: TestApp;
let ann: Person;
let socket: Listener;
let channelId: string;
beforeAll(async () => {
  app = await startApp({ METRICS_TOKEN: TOKEN });
  ann = await register(app, 'Ann');
  channelId = (await generalOf(ann)).id;
  socket = await connect(app, ann);
});
afterAll(async () => {
  closeSockets();
  await app.stop();
});

const scrape = (authorization = `Bearer ${TOKEN}`) =>
  request(app.url).get('/metrics').set('Authorization', authorization);

/** The value of one series. */
async function valueOf(series: string): Promise<number> {
  const { text } = await scrape().expect(200);
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.slice(series.length),
  );
}

describe('metrics', () => {
  it('are not there for whoever lacks the token', async () => {
    await request(app.url).get('/metrics').expect(404);
    await scrape('Bearer guessed').expect(404);
    await ann.get('/metrics').expect(404);
  });

  it('count sockets, messages, commits, retries and how long acknowledgements took', async () => {
    const message = { channelId, clientId: randomUUID(), body: 'counted' };
    const sent = 'veche_facts_total{type="message.sent"}';
    const acks = 'veche_ack_seconds_count{event="message:send",outcome="ok"}';
    expect(await valueOf('veche_connections')).toBe(1);
    const commits = await valueOf('veche_commits_total');
    for (let times = 0; times < 3; times++) await socket.ask('message:send', message);
    await socket.ask('message:send', { ...message, channelId: randomUUID() });
    expect(await valueOf(sent)).toBe(1);
    expect(await valueOf(acks)).toBe(3);
    expect(await valueOf('veche_deduplicated_sends_total')).toBe(2);
    expect(await valueOf('veche_ack_seconds_count{event="message:send",outcome="channel_not_found"}')).toBe(1);
    expect(await valueOf('veche_commits_total')).toBeGreaterThan(commits);
    expect(await valueOf('veche_write_queue_depth')).toBe(0);
  });

  it('count SQL statements', async () => {
    const before = await valueOf('veche_statements_total');
    await ann.get('/api/users/me').expect(200);
    expect(await valueOf('veche_statements_total')).toBe(before + 2);
  });

  it('name no series after what a client asks for', async () => {
    expect(await socket.ask('made:up' as 'sync', {})).toMatchObject({ ok: false, error: { code: 'unknown_event' } });
    expect((await scrape()).text).not.toContain('made:up');
  });

  it('tell how long the event loop was held up', async () => {
    expect(await valueOf('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('are not there at all where no token is set', async () => {
    const plain = await startApp();
    try {
      await request(plain.url).get('/metrics').set('Authorization', 'Bearer ').expect(404);
      await request(plain.url).get('/metrics').set('Authorization', 'Bearer null').expect(404);
    } finally {
      await plain.stop();
    }
  });
});
