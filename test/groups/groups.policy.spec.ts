import { describe, expect, it } from '@jest/globals';
import { mayRemove, mayRule, mayRun } from '../../src/groups/groups.policy.js';

describe('in a group', () => {
  it.each([
    ['member', false, false],
    ['moderator', true, false],
    ['owner', true, true],
  ] as const)('a %s runs it: %s, rules it: %s', (role, runs, rules) => {
    expect([mayRun(role), mayRule(role)]).toEqual([runs, rules]);
  });

  it.each([
    ['member', []],
    ['moderator', ['member']],
    ['owner', ['member', 'moderator']],
  ] as const)('a %s removes %p', (role, removed) => {
    expect((['member', 'moderator', 'owner'] as const).filter((other) => mayRemove(role, other))).toEqual(removed);
  });
});
