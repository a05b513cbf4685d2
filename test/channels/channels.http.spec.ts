import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MemberView, MyChannelView, Page } from '../../src/contract/views.js';
import { startApp, type TestApp } from '../support/app.js';
import { aGroup } from '../support/factories.js';
import { generalOf, type Person, register } from '../support/people.js';

let app: TestApp;
let member: Person;
let outsider: Person;
beforeAll(async () => {
  app = await startApp();
  [member, outsider] = [await register(app), await register(app)];
});
afterAll(() => app.stop());

describe('channels over HTTP', () => {
  it('are listed page by page, mine only', async () => {
    const mine = [await aGroup(app, [member]), await aGroup(app, [member]), (await generalOf(member)).id].sort();
    await aGroup(app, [outsider]);
    const seen: string[] = [];
    let after: string | null = '';
    while (after !== null) {
      const page: Page<MyChannelView> & { epoch: string } = (
        await member.get(`/api/channels?limit=1${after && `&after=${after}`}`).expect(200)
      ).body as never;
      expect(page.items).toHaveLength(1);
      expect(page.epoch).toMatch(/^[0-9a-f-]{36}$/);
      seen.push(...page.items.map(({ id }) => id));
      after = page.after;
    }
    expect(seen).toEqual(mine);
  });

  it('show their members page by page', async () => {
    const people = [member, outsider, await register(app)];
    const id = await aGroup(app, people);
    const first = (await member.get(`/api/channels/${id}/members?limit=2`).expect(200)).body as Page<MemberView>;
    const rest = (await member.get(`/api/channels/${id}/members?limit=2&after=${first.after!}`))
      .body as Page<MemberView>;
    const names = [...first.items, ...rest.items].map(({ user }) => user.username);
    expect(names.sort()).toEqual(people.map(({ user }) => user.username).sort());
    expect(rest.after).toBeNull();
  });

  it('of others answer exactly like channels that do not exist', async () => {
    const id = await aGroup(app, [member]);
    for (const path of ['', '/members', '/messages', '/changes?epoch=00000000-0000-4000-8000-000000000000&from=0']) {
      const answers = [];
      for (const channel of [id, '00000000-0000-4000-8000-000000000000']) {
        const { body } = await outsider.get(`/api/channels/${channel}${path}`).expect(404);
        answers.push({ ...(body as object), requestId: '' });
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]).toMatchObject({ code: 'channel_not_found' });
    }
  });

  it.each(['limit=0', 'limit=201', 'limit=x', 'limit=1&limit=2', 'after=x', 'page=2'])(
    'refuse the page %s',
    async (query) => {
      await member.get(`/api/channels?${query}`).expect(400);
    },
  );
});
