// Pure functions about the people of a channel.
import type { MemberView } from '../../../src/contract/views.js';
import type { ChannelState, MemberList } from './model.js';

/** People of one channel kept in memory. */
export const MAX_MEMBERS = 1_000;

type People = MemberList['people'];

export const NO_MEMBERS_YET: MemberList = { status: 'loading', people: {}, complete: false };

/** Takes in rows of a frame, whether or not the list was asked for: my own role is among them. */
export function applyMembers(channel: ChannelState, rows: readonly MemberView[], myId: string): ChannelState {
  if (rows.length === 0) return channel;
  const mine = rows.filter(({ user, leftAt }) => user.id === myId && leftAt === null);
  const last = mine.sort((a, b) => a.revision - b.revision).at(-1);
  const view = last ? { ...channel.view, role: last.role } : channel.view;
  return { ...channel, view, members: channel.members && withRows(channel.members, rows) };
}

export function withRows(list: MemberList, rows: readonly MemberView[]): MemberList {
  const people = { ...list.people };
  for (const row of rows) if (row.revision >= (people[row.user.id]?.revision ?? 0)) people[row.user.id] = row;
  return bounded({ ...list, people: list.status === 'loading' ? people : withoutGone(people) });
}

/** All pages are there, or as many as are kept. */
export function membersLoaded(list: MemberList, complete: boolean): MemberList {
  return bounded({ status: 'ready', people: withoutGone(list.people), complete });
}

function bounded(list: MemberList): MemberList {
  const ids = Object.keys(list.people);
  if (ids.length <= MAX_MEMBERS) return list;
  const kept = ids.slice(0, MAX_MEMBERS).map((id) => [id, list.people[id]] as const);
  return { ...list, people: Object.fromEntries(kept) as People, complete: false };
}

function withoutGone(people: People): People {
  return Object.fromEntries(Object.entries(people).filter(([, { leftAt }]) => leftAt === null));
}
