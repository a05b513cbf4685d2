import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { MessageView } from '../../src/contract/views.js';
import { applyPage, emptyChannel, startLoading } from '../../web/src/state/apply-changes.js';
import { partsOf, placeIn } from '../../web/src/state/links.js';
import type { ChannelState, OutboxEntry } from '../../web/src/state/model.js';
import { timelineOf } from '../../web/src/state/timeline.js';
import { GENERAL, ModelServer } from './support/model-server.js';

const channelOf = (...rows: Partial<MessageView>[]): ChannelState => {
  const server = new ModelServer(50);
  rows.forEach((row, i) => {
    server.say(`text ${i}`, row.authorId ?? 'ann');
    server.change(i + 1, row);
  });
  return applyPage(startLoading(emptyChannel(server.channel(), 1), 'newest'), server.page());
};
const at = (hour: number, minute: number, day = 1): string => new Date(2026, 0, day, hour, minute).toISOString();
const entry = (more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  clientId: 'mine',
  userId: 'me',
  channelId: GENERAL,
  body: 'pending',
  createdAt: at(12, 0),
  order: 1,
  failure: null,
  ...more,
});

describe('the timeline', () => {
  it('names the author again after another person, after five minutes and on another day', () => {
    const channel = channelOf(
      { createdAt: at(12, 0) },
      { createdAt: at(12, 5) },
      { createdAt: at(12, 11) },
      { createdAt: at(12, 11), authorId: 'bea' },
      { createdAt: at(0, 1, 2), authorId: 'bea' },
    );
    expect(timelineOf(channel, []).map((item) => item.startsGroup)).toEqual([true, false, true, true, true]);
    expect(timelineOf(channel, []).map((item) => item.startsDay)).toEqual([true, false, false, false, true]);
  });

  it('names who answers, also where they go on speaking', () => {
    const channel = channelOf({}, { replyToId: 'm1' }, {});
    const waiting = [entry({ createdAt: channel.rows.at(-1)!.createdAt, replyToId: 'm1' })];
    expect(timelineOf(channel, []).map((item) => item.startsGroup)).toEqual([true, true, false]);
    expect(timelineOf(channelOf(), [...waiting, entry()]).map((item) => item.startsGroup)).toEqual([true, true]);
  });

  it('ends with what is on its way, and an entry whose row is there is not shown again', () => {
    const channel = channelOf({}, { authorId: 'me', clientId: 'stored' });
    const items = timelineOf(channel, [entry({ clientId: 'stored' }), entry(), entry({ channelId: 'elsewhere' })]);
    expect(items.map(({ message, entry: waiting }) => (message ?? waiting)?.clientId).slice(1)).toEqual([
      'stored',
      'mine',
    ]);
  });

  it('keeps the key of a row when the stored message takes the place of the entry', () => {
    const before = timelineOf(channelOf(), [entry()]);
    const after = timelineOf(channelOf({ authorId: 'me', clientId: 'mine' }), []);
    expect(after.map((item) => item.key)).toEqual(before.map((item) => item.key));
  });

  it('does not put what is on its way below a window that ends before the newest message', () => {
    expect(timelineOf({ ...channelOf({}), after: 1 }, [entry()])).toHaveLength(1);
  });
});

describe('links', () => {
  const links = (text: string): (string | null)[] =>
    partsOf(text)
      .map(({ href }) => href)
      .filter(Boolean);

  it.each([
    ['see https://example.org/a?b=c#d', ['https://example.org/a?b=c#d']],
    ['(https://example.org/a), or http://localhost:3000.', ['https://example.org/a', 'http://localhost:3000/']],
    ['https://example.org/wiki/Bell_(sound)', ['https://example.org/wiki/Bell_(sound)']],
    ['javascript:alert(1) data:text/html,x ftp://example.org', []],
    ['xhttps://', []],
    ['https://пример.рф/путь', ['https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C']],
  ])('of %s are %j', (text, expected) => {
    expect(links(text)).toEqual(expected);
  });

  it('are only http and https, and the parts joined are the text, whatever it is', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('https://', 'http://a.b', 'javascript:', '(', ')', '.', '\n'),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const parts = partsOf(pieces.join(''));
        expect(parts.map((part) => part.text).join('')).toBe(pieces.join(''));
        for (const { href } of parts) expect(href === null || /^https?:\/\//.test(href)).toBe(true);
      }),
    );
  });
});

describe('a web address', () => {
  it.each([
    ['https://chat.example/c/42', '/c/42'],
    ['https://chat.example/c/42?message=7', '/c/42?message=7'],
    ['https://chat.example/invite#abc', '/invite#abc'],
    ['https://chat.example/invite/abc', null],
    ['https://chat.example/api/uploads/42', null],
    ['https://chat.example/c/42/7', null],
    ['http://chat.example/c/42', null],
    ['https://chat.example.org/c/42', null],
    ['https://chat.example@else.example/c/42', null],
  ])('%s leads to the chat %s', (href, place) => {
    expect(placeIn('https://chat.example', href)).toBe(place);
  });
});
