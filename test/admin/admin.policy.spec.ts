import { describe, expect, it } from '@jest/globals';
import { isOffered } from '../../src/admin/admin.policy.js';

const record = `/admin/api/resources/people/records/${crypto.randomUUID()}`;

describe('the panel offers', () => {
  it.each([
    '/admin',
    '/admin/resources/people',
    '/admin/resources/people/actions/list',
    '/admin/resources/people/actions/exportList',
    '/admin/frontend/assets/app.bundle.js',
    '/admin/api/dashboard',
    '/admin/api/resources/people/actions/list',
    '/admin/api/resources/people/actions/search/ann',
    `${record}/show`,
    `${record}/ban`,
    record.replace('/api', '').concat('/ban'),
  ])('%s, to be read and not to be sent to', (path) => {
    expect(isOffered('GET', path)).toBe(true);
    expect(isOffered('POST', path)).toBe(false);
  });

  it.each([
    `${record}/edit`,
    `${record.replace('people', 'sessions')}/ban`,
    record.replace('/api', '').concat('/edit'),
    `${record}/delete`,
    `${record}/constructor`,
    `${record}/show/`,
    '/admin/api/resources/people/actions/new',
    '/admin/api/resources/people/actions/exportList',
    '/admin/api/resources/people/actions/constructor',
    '/admin/api/resources/people/bulk/bulkDelete',
    '/admin/api/resources/people/search',
    '/admin/api/resources/passwords/actions/list',
    '/admin/api/resources/constructor/actions/list',
    '/admin/api/pages/any',
    '/admin/pages/any',
    '/admin/login',
    '/admin/frontend/assets/../../secret',
  ])('nothing at %s', (path) => {
    expect(isOffered('GET', path)).toBe(false);
    expect(isOffered('POST', path)).toBe(false);
  });
});
