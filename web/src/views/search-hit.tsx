import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { SearchHitView } from '../../../src/contract/views.js';
import { addressOf } from '../state/card.js';
import { excerptParts } from '../state/excerpt-parts.js';
import { plainText } from '../state/markdown.js';
import type { ChannelState } from '../state/model.js';
import { Avatar } from './avatar.js';
import { useChannelName } from './channel-name.js';
import { useChat } from './client-context.js';
import { dateTimeText } from './dates.js';
import { rememberHit } from './pressed-hit.js';
import { PersonName } from './person-name.js';
import { uploadsText } from './uploads-text.js';

/** One message that was found; it leads to its place in its channel. */
export function SearchHit({ hit: { message, excerpt } }: { hit: SearchHitView }): ReactNode {
  const { i18n } = useLingui();
  const { id, authorId, channelId, createdAt, uploads } = message;
  const author = useChat((state) => state.users[authorId]);
  const channel = useChat((state) => state.channels[channelId]);
  return (
    <li>
      <Link
        href={addressOf(message)}
        state={{ back: location.pathname + location.search }}
        className="focus-inside flex gap-3 rounded-xl px-2.5 py-2.5 hover:bg-hover"
        data-hit={id}
        onClick={() => {
          rememberHit(id);
        }}
      >
        <Avatar userId={authorId} user={author} />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <PersonName userId={authorId} user={author} />
            {channel && <Place channel={channel} />}
            <time dateTime={createdAt} className="shrink-0 text-xs text-quiet">
              {dateTimeText(i18n.locale, createdAt)}
            </time>
          </span>
          <span className="block wrap-anywhere" dir="auto">
            {excerpt === '' ? uploadsText(i18n, uploads) : <Excerpt text={plainText(excerpt)} />}
          </span>
        </span>
      </Link>
    </li>
  );
}

function Place({ channel: { view } }: { channel: ChannelState }): ReactNode {
  const { i18n } = useLingui();
  const name = useChannelName(view);
  return (
    <span className="min-w-0 truncate text-sm text-quiet" dir="auto">
      {view.kind === 'direct' ? i18n._('search.direct', { name }) : name}
    </span>
  );
}

function Excerpt({ text }: { text: string }): ReactNode {
  return excerptParts(text).map((part, index) =>
    part.found ? (
      <mark key={index} className="rounded-sm bg-accent-soft font-semibold text-accent">
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}
