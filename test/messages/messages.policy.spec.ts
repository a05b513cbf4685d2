import { describe, expect, it } from '@jest/globals';
import { mayDelete, mayEdit, mayNameAll, moderates } from '../../src/messages/messages.policy.js';

const place = (
  kind: 'general' | 'direct' | 'group',
  visibility: 'public' | 'private',
  role: 'member' | 'moderator' | 'owner',
) => ({ channel: { kind, visibility }, membership: { role } }) as const;
const person = (id: string, role: 'member' | 'moderator' | 'admin' = 'member') => ({ id, role, sessionId: '' });

describe('order is kept', () => {
  it.each([
    ['in the general channel by a moderator of the server', 'moderator', place('general', 'public', 'member'), true],
    ['in the general channel by an administrator', 'admin', place('general', 'public', 'member'), true],
    ['in the general channel not by a member', 'member', place('general', 'public', 'member'), false],
    ['in a group by its moderator', 'member', place('group', 'private', 'moderator'), true],
    ['in a group by its owner', 'member', place('group', 'private', 'owner'), true],
    ['in a public group by an administrator', 'admin', place('group', 'public', 'member'), true],
    ['in a private group not by an administrator', 'admin', place('group', 'private', 'member'), false],
    ['in a direct channel not by an administrator', 'admin', place('direct', 'private', 'member'), false],
  ] as const)('%s', (_, role, where, expected) => {
    expect(moderates({ role }, where)).toBe(expected);
    expect(mayNameAll({ role }, where)).toBe(expected);
    expect(mayDelete(person('me', role), { authorId: 'other' }, where)).toBe(expected);
  });
});

it('one edits and deletes what one said, everywhere', () => {
  const message = { authorId: 'me' };
  expect([mayEdit(person('me'), message), mayEdit(person('you', 'admin'), message)]).toEqual([true, false]);
  expect(mayDelete(person('me'), message, place('direct', 'private', 'member'))).toBe(true);
});
