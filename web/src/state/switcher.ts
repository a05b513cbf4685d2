// Which chats and people fit what was typed into the switcher, and in which order. Pure.
import type { MyChannelView } from '../../../src/contract/views.js';
import { isHidden } from './selectors.js';

/** A chat, or a person with whom there is none yet (`view` is null then). */
export interface Target {
  id: string;
  view: MyChannelView | null;
  /** What it is called, and whatever else it is found by. */
  names: readonly string[];
}

/** Neither case nor marks on letters matter: "Ёлка", "елка", "Zoë" and "ZOE" are found by either. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase().trim();
}

/** The best first, at most `most`. `openId` is where the person is already. */
export function findTargets(targets: readonly Target[], typed: string, openId: string | null, most: number): Target[] {
  const wanted = fold(typed).replace(/^[@#]/u, '');
  const found = targets.flatMap((target) => {
    // What was put away is there for those who look for it.
    if (wanted === '' && target.view && isHidden(target.view)) return [];
    const fit = fitOf(target.names, wanted);
    return fit === null ? [] : [{ target, fit, place: placeOf(target, openId) }];
  });
  found.sort((a, b) => a.fit - b.fit || a.place - b.place || compareTargets(a.target, b.target));
  return found.slice(0, most).map(({ target }) => target);
}

/** Null where some word is in none of the names; else the smaller, the better. */
function fitOf(names: readonly string[], wanted: string): number | null {
  if (wanted === '') return 0;
  const folded = names.map(fold);
  if (folded.includes(wanted)) return 0;
  if (folded.some((name) => name.startsWith(wanted))) return 1;
  const words = wanted.split(/\s+/u);
  const all = folded.join('\n');
  if (words.every((word) => startsWord(all, word))) return 2;
  return words.every((word) => all.includes(word)) ? 3 : null;
}

function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}

/** What calls me, what is unread, other chats, the one that is open, people without a chat. */
function placeOf({ id, view }: Target, openId: string | null): number {
  if (view === null) return 4;
  if (id === openId) return 3;
  if (view.unreadMentions.length > 0) return 0;
  return view.unread > 0 && view.notify !== 'none' ? 1 : 2;
}

/** Chats by the time of their last message, the newest first; people by name. */
function compareTargets(a: Target, b: Target): number {
  if (a.view && b.view)
    return -compare(a.view.lastMessageAt ?? a.view.createdAt, b.view.lastMessageAt ?? b.view.createdAt);
  return (a.names[0] ?? '').localeCompare(b.names[0] ?? '');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
