import { Trans, useLingui } from '@lingui/react';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import type { ChannelState } from '../state/model.js';
import { Announcer } from './announcer.js';
import { channelName } from './channel-name.js';
import { useChat, useClient } from './client-context.js';
import { Composer } from './composer.js';
import { ConnectionBanner } from './connection-banner.js';
import { Timeline } from './timeline.js';

/** One channel; without an id the first one of the list. */
export function ChatPage({ channelId }: { channelId?: string }): ReactNode {
  const channel = useChat((state) => state.channels[channelId ?? Object.keys(state.channels)[0] ?? '']);
  const opened = useChat((state) => state.epoch !== null);
  useFirstPage(channel);
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ConnectionBanner />
      {channel ? <OpenChannel channel={channel} /> : <NoChannel opened={opened} />}
    </main>
  );
}

function OpenChannel({ channel }: { channel: ChannelState }): ReactNode {
  const { i18n } = useLingui();
  const { id } = channel.view;
  const name = channelName(i18n, channel.view);
  return (
    <>
      <ChannelHeader channel={channel} name={name} />
      <Timeline key={id} channel={channel} name={name} />
      <Announcer key={`log-${id}`} channelId={id} />
      <Composer key={`composer-${id}`} channelId={id} name={name} />
    </>
  );
}

function ChannelHeader({ channel, name }: { channel: ChannelState; name: string }): ReactNode {
  const { i18n } = useLingui();
  const { topic, memberCount } = channel.view;
  return (
    <header className="flex min-h-14 items-center gap-1 border-b border-line px-1 pt-[env(safe-area-inset-top)] md:px-6">
      <Link href="/channels" className="icon-button md:hidden" aria-label={i18n._('chat.back')}>
        <ArrowLeft aria-hidden className="size-5" />
      </Link>
      <div className="min-w-0">
        <h1 className="truncate leading-tight font-semibold">{name}</h1>
        <p className="truncate text-sm text-quiet" dir="auto">
          {topic === '' ? <Trans id="chat.members" values={{ count: memberCount }} /> : topic}
        </p>
      </div>
    </header>
  );
}

function NoChannel({ opened }: { opened: boolean }): ReactNode {
  return (
    <p className="m-auto p-6 text-center text-quiet">
      {opened ? <Trans id="error.channel_not_found" /> : <Trans id="timeline.loading" />}
    </p>
  );
}

function useFirstPage(channel: ChannelState | undefined): void {
  const client = useClient();
  const missing = channel && !channel.loaded && channel.loading === null && channel.failedLoading === null;
  const wanted = missing ? channel.view.id : undefined;
  useEffect(() => {
    if (wanted !== undefined) client.load(wanted, 'newest');
  }, [client, wanted]);
}
