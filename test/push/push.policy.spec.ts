import { expect, it } from '@jest/globals';
import { type Hearer, type Said, whatToTell } from '../../src/push/push.policy.js';

const NOW = Date.parse('2026-07-01T12:00:00Z');
const hearer: Hearer = {
  ...{ userId: 'me', notify: 'all', readUpTo: 5, quietHours: null, active: false },
  blocked: new Set(['bad']),
};
const said = (seq: number, more: Partial<Said> = {}): Said => ({
  ...{ id: `m${seq}`, seq, authorId: 'ann', mentions: [], mentionsAll: false, only: null },
  ...more,
});
const mention = { mentions: ['me'] };
const told = (change: Partial<Hearer>, messages: Said[], kind: 'general' | 'group' | 'direct' = 'group') => {
  const found = whatToTell({ ...hearer, ...change }, kind, messages, NOW);
  return found && `${found.message.seq} ${found.kind}`;
};

it.each<[string, string | null, string | null]>([
  ['an unread message', told({}, [said(6)]), '6 message'],
  ['one in a conversation', told({}, [said(6)], 'direct'), '6 direct'],
  ['a mention', told({}, [said(6, mention)]), '6 mention'],
  ['a mention of everybody', told({}, [said(6, { mentionsAll: true })], 'general'), '6 mention'],
  ['the newest', told({}, [said(6), said(8), said(7)]), '8 message'],
  ['the newest that is to the person, before newer ones', told({}, [said(6, mention), said(7)]), '6 mention'],
  ['what is read', told({}, [said(5)]), null],
  ['the own', told({}, [said(6, { authorId: 'me', ...mention })]), null],
  ['of the blocked', told({}, [said(6, { authorId: 'bad', ...mention })]), null],
  ['while somebody is here', told({ active: true }, [said(6, mention)]), null],
  ['in quiet hours', told({ quietHours: { from: '11:00', to: '13:00', timeZone: 'UTC' } }, [said(6, mention)]), null],
  ['outside of them', told({ quietHours: { from: '13:00', to: '11:00', timeZone: 'UTC' } }, [said(6)]), '6 message'],
  ['in a muted channel', told({ notify: 'none' }, [said(6, mention)]), null],
  ['where only mentions are wanted', told({ notify: 'mentions' }, [said(6), said(7, mention)]), '7 mention'],
  ['of others there', told({ notify: 'mentions' }, [said(6, { mentions: ['you'] })]), null],
  ['a conversation with only mentions', told({ notify: 'mentions' }, [said(6)], 'direct'), null],
  ['an edit that names the person', told({}, [said(6, { ...mention, only: ['me'] })]), '6 mention'],
  ['an edit that names others', told({}, [said(6, { mentions: ['me', 'you'], only: ['you'] })]), null],
])('a push of %s', (_, found, expected) => {
  expect(found).toBe(expected);
});
