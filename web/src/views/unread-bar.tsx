import { Trans, useLingui } from '@lingui/react';
import { ArrowUp, MailCheck } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { ChannelState } from '../state/model.js';
import { useClient } from './client-context.js';
import { momentText } from './dates.js';

interface UnreadBarProps {
  channel: ChannelState;
  unreadFrom: number | null;
  onJump: (seq: number) => void;
}

/** How much is unread further back than what was fetched: the way to its beginning, and to be done with it. */
export function UnreadBar({ channel, unreadFrom, onJump }: UnreadBarProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [done, setDone] = useState<number | null>(null);
  const { loaded, rows, view } = channel;
  const [seen, setSeen] = useState({ unreadFrom, lastSeq: view.lastSeq });
  if (seen.unreadFrom !== unreadFrom) setSeen({ unreadFrom, lastSeq: view.lastSeq });
  const [first] = rows;
  if (unreadFrom === null || unreadFrom === done || !loaded || !first || first.seq <= unreadFrom) return null;
  // As many as there were when the reader came.
  const count = seen.lastSeq - unreadFrom + 1;
  return (
    <div className="absolute inset-x-2 top-2 mx-auto flex w-fit rounded-full border border-line bg-raised shadow-md">
      <button
        type="button"
        className="focus-inside inline-flex min-h-11 items-center gap-2 rounded-s-full ps-4 pe-2 text-start hover:bg-hover"
        title={i18n._('timeline.firstUnread')}
        onClick={() => {
          onJump(unreadFrom);
        }}
      >
        <ArrowUp aria-hidden className="size-4 shrink-0" />
        <span>
          <span className="font-medium">
            <Trans id="timeline.unreadCount" values={{ count }} />
          </span>
          <Since key={unreadFrom} channelId={view.id} seq={unreadFrom} />
        </span>
      </button>
      <button
        type="button"
        className="icon-button focus-inside h-auto rounded-s-none rounded-e-full"
        aria-label={i18n._('chat.read')}
        title={i18n._('chat.read')}
        onClick={() => {
          client.readToEnd(view.id, view.lastSeq);
          setDone(unreadFrom);
        }}
      >
        <MailCheck aria-hidden className="size-4" />
      </button>
    </div>
  );
}

/** When the first of them was said, as soon as that is known. */
function Since({ channelId, seq }: { channelId: string; seq: number }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [at, setAt] = useState<string | null>(null);
  useEffect(() => {
    let stays = true;
    void client.saidAt(channelId, seq).then(({ data }) => {
      if (stays) setAt(data);
    });
    return () => {
      stays = false;
    };
  }, [client, channelId, seq]);
  if (at === null) return null;
  return (
    <span className="text-quiet">
      {' '}
      <Trans id="timeline.unreadSince" values={{ since: momentText(i18n.locale, at) }} />
    </span>
  );
}
