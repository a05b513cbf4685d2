import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useState } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { MyChannelView, UserView } from '../../../src/contract/views.js';
import { membersOf } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';
import { moderates } from './group-rights.js';
import { EVERYBODY } from './mention-parts.js';
import { matchesName } from './name-filter.js';

const MOST = 8;
/** A name that is being typed, up to the caret. */
const BEGUN = /(?<![\p{L}\p{N}_@./-])@([\p{L}\p{M}\p{N}._-]*)$/u;

export interface Candidate {
  username: string;
  label: string;
  user: UserView | null;
}

export interface Mentions {
  found: readonly Candidate[];
  /** The one that Enter takes. */
  at: number;
  take: (candidate: Candidate) => void;
  close: () => void;
  onSelect: () => void;
  /** True when the key was meant for the list. */
  onKey: (event: KeyboardEvent) => boolean;
}

/** Completes the name behind the `@` that stands before the caret. */
export function useMentions(
  channelId: string,
  area: RefObject<HTMLTextAreaElement | null>,
  text: string,
  onText: (text: string) => void,
): Mentions {
  const [caret, setCaret] = useState<number | null>(null);
  const [at, setAt] = useState(0);
  const begun = caret === null ? undefined : BEGUN.exec(text.slice(0, caret))?.[1];
  const found = useCandidates(channelId, begun);
  const close = (): void => {
    setCaret(null);
  };
  const take = ({ username }: Candidate): void => {
    const field = area.current;
    if (!field || caret === null || begun === undefined) return;
    const start = caret - begun.length;
    onText(`${text.slice(0, start)}${username} ${text.slice(caret)}`);
    close();
    const end = start + username.length + 1;
    // After React has put the new text into the field.
    requestAnimationFrame(() => {
      field.focus();
      field.setSelectionRange(end, end);
    });
  };
  const onKey = (event: KeyboardEvent): boolean => {
    const candidate = found[at] ?? found[0];
    if (!candidate || event.nativeEvent.isComposing) return false;
    if (event.key === 'ArrowDown') setAt((at + 1) % found.length);
    else if (event.key === 'ArrowUp') setAt((at - 1 + found.length) % found.length);
    else if (event.key === 'Enter' || event.key === 'Tab') take(candidate);
    else if (event.key === 'Escape') close();
    else return false;
    event.preventDefault();
    return true;
  };
  const onSelect = (): void => {
    const field = area.current;
    setCaret(field && field.selectionStart === field.selectionEnd ? field.selectionStart : null);
    setAt(0);
  };
  return { found, at: Math.min(at, Math.max(0, found.length - 1)), take, close, onSelect, onKey };
}

function useCandidates(channelId: string, begun: string | undefined): readonly Candidate[] {
  const { i18n } = useLingui();
  const client = useClient();
  const channel = useChat((state) => state.channels[channelId]);
  const [me, blocked] = useChat(useShallow((state) => [state.me, state.blocked] as const));
  const asked = begun !== undefined;
  useEffect(() => {
    if (asked) client.loadMembers(channelId);
  }, [client, channelId, asked]);
  return useMemo(() => {
    if (begun === undefined || !channel || !me) return [];
    const people = membersOf(channel)
      .filter(({ user }) => user.id !== me.id && !(user.id in blocked) && matchesName(user, begun))
      .slice(0, MOST)
      .map(({ user }) => ({ username: user.username, label: user.displayName, user }));
    return [...people, ...everybody(me, channel.view, begun, i18n._('mention.all'))];
  }, [begun, channel, me, blocked, i18n]);
}

function everybody(me: UserView, view: MyChannelView, begun: string, label: string): Candidate[] {
  const wanted = moderates(me, view) && EVERYBODY.startsWith(begun.toLowerCase());
  return wanted ? [{ username: EVERYBODY, label, user: null }] : [];
}
