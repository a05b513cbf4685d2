import { useLingui } from '@lingui/react';
import { BellOff, Pencil } from 'lucide-react';
import { memo, type ReactNode, useEffect, useRef } from 'react';
import { useLocationProperty } from 'wouter/use-browser-location';
import type { LastMessageView, MyChannelView } from '../../../src/contract/views.js';
import { plainText } from '../state/markdown.js';
import { isBlocked } from '../state/selectors.js';
import { Badges } from './badge.js';
import { ChannelIcon } from './channel-icon.js';
import { useChannelName } from './channel-name.js';
import { useChat } from './client-context.js';
import { shortText } from './dates.js';
import { followHere } from './follow-here.js';
import { nameOf } from './name-of.js';
import { uploadsText } from './uploads-text.js';
import { useDraft } from './use-draft.js';

/** Signs, of a name before what was said. */
const MOST_OF_NAME = 16;

interface ChannelLinkProps {
  view: MyChannelView;
  last: LastMessageView | null;
}

/** One chat in the list: who or what it is, the last words, and what is unread. */
export const ChannelLink = memo(function ChannelLink({ view, last }: ChannelLinkProps): ReactNode {
  const { id, kind, unread, unreadMentions, notify } = view;
  const name = useChannelName(view);
  const href = kind === 'general' ? '/' : `/c/${id}`;
  // Not the place itself: with each step every chat in the list would be drawn again.
  const open = useLocationProperty(() => [href, `/c/${id}`].includes(location.pathname));
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // By the keys one comes to chats that the list does not show.
    if (open) row.current?.scrollIntoView({ block: 'nearest' });
  }, [open]);
  return (
    // Of a thousand chats the browser lays out those that are seen.
    <li ref={row} data-chat={id} className="[contain-intrinsic-block-size:auto_3.5rem] [content-visibility:auto]">
      <a
        href={href}
        aria-current={open ? 'page' : undefined}
        className="row focus-inside aria-[current]:bg-accent-soft"
        onClick={followHere}
      >
        <ChannelIcon view={view} />
        <span className="min-w-0 flex-1">
          <span className="flex items-baseline gap-2">
            <span
              className={`flex-1 truncate ${unread > 0 && notify !== 'none' ? 'font-semibold' : 'font-medium'}`}
              dir="auto"
              data-name
            >
              {name}
            </span>
            {notify === 'none' && <MutedMark />}
            <LastTime at={view.lastMessageAt} />
          </span>
          <span className="flex items-center justify-end gap-2">
            <Preview view={view} last={last} />
            {!open && <DraftMark channelId={id} />}
            <Badges unread={unread} mentions={unreadMentions.length} muted={notify === 'none'} />
          </span>
        </span>
      </a>
    </li>
  );
});

function LastTime({ at }: { at: string | null }): ReactNode {
  const { i18n } = useLingui();
  if (at === null) return null;
  return (
    <time dateTime={at} className="shrink-0 text-xs text-quiet tabular-nums">
      {shortText(i18n.locale, at)}
    </time>
  );
}

/** Nothing that is said there is told of. */
function MutedMark(): ReactNode {
  const { i18n } = useLingui();
  return (
    <span className="shrink-0 self-center text-quiet" data-muted title={i18n._('channel.muted')}>
      <BellOff aria-hidden className="size-3.5" />
      <span className="sr-only">{i18n._('channel.muted')}</span>
    </span>
  );
}

/** Something was begun there and not sent. */
function DraftMark({ channelId }: { channelId: string }): ReactNode {
  const { i18n } = useLingui();
  if (useDraft(channelId).trim() === '') return null;
  return (
    <span className="shrink-0 text-quiet" data-draft title={i18n._('channel.draft')}>
      <Pencil aria-hidden className="size-4" />
      <span className="sr-only">{i18n._('channel.draft')}</span>
    </span>
  );
}

function Preview({ view, last }: ChannelLinkProps): ReactNode {
  const { i18n } = useLingui();
  const author = useChat((state) => (last ? state.users[last.authorId] : undefined));
  const mine = useChat((state) => last?.authorId === state.me?.id);
  const blocked = useChat((state) => last !== null && isBlocked(state, last.authorId));
  if (!last || blocked) return null;
  const line = 'min-w-0 flex-1 truncate text-sm text-quiet';
  if (last.deletedAt !== null) return <span className={`${line} italic`}>{i18n._('message.deleted')}</span>;
  const said = last.body === '' ? uploadsText(i18n, last.uploads) : plainText(last.body);
  const named = mine || view.kind !== 'direct';
  const name = nameOf(i18n, author);
  const speaker = mine ? i18n._('sidebar.you') : name;
  return (
    <span className={line} dir="auto">
      {named ? `${brief(speaker)}: ${said}` : said}
    </span>
  );
}

/** Leaves room for what was said. */
function brief(name: string): string {
  const signs = [...name];
  return signs.length > MOST_OF_NAME
    ? `${signs
        .slice(0, MOST_OF_NAME - 1)
        .join('')
        .trimEnd()}…`
    : name;
}
