import type { UserView } from '../../../src/contract/views.js';

export function person(id: string): UserView {
  return {
    id,
    username: id,
    displayName: id,
    bio: '',
    status: '',
    avatarUrl: null,
    version: 1,
    role: 'member',
    likes: 0,
    createdAt: '2026-01-01T00:00:00.000Z',
    deletedAt: null,
  };
}
