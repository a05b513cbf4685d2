import type { Channel } from '../channels/channel.entity.js';
import type { Here } from '../channels/channels.service.js';
import type { SignedIn } from '../common/current-user.js';
import type { Message } from './message.entity.js';

type Place = { channel: Pick<Channel, 'kind' | 'visibility'>; membership: Pick<Here['membership'], 'role'> };

/**
 * Keeps order here: the channel's own moderators, and the server's where everybody may come in. In a private channel the
 * server's roles mean nothing.
 */
export function moderates({ role }: Pick<SignedIn, 'role'>, { channel, membership }: Place): boolean {
  if (channel.kind === 'direct') return false;
  return membership.role !== 'member' || (role !== 'member' && channel.visibility === 'public');
}

export const mayEdit = ({ id }: Pick<SignedIn, 'id'>, { authorId }: Pick<Message, 'authorId'>): boolean =>
  id === authorId;

export const mayDelete = (person: SignedIn, message: Pick<Message, 'authorId'>, place: Place): boolean =>
  person.id === message.authorId || moderates(person, place);

/** May call everybody in the channel at once. */
export const mayNameAll = (person: Pick<SignedIn, 'role'>, place: Place): boolean => moderates(person, place);
