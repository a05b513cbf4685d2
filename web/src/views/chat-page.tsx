import { Trans } from '@lingui/react';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { useShallow } from 'zustand/react/shallow';
import type { Room } from '../state/room.js';
import { lostDepartures, lostEntries, visibleChannels } from '../state/selectors.js';
import { Announcer } from './announcer.js';
import { ChannelHeader } from './channel-header.js';
import { useChannelName } from './channel-name.js';
import { useChat, useClient } from './client-context.js';
import { Composer } from './composer.js';
import { Departing } from './departing.js';
import { FailedActions } from './failed-actions.js';
import { isMissing, loadFirstPage } from './first-page.js';
import { LeftDraft } from './left-draft.js';
import { MessageText } from './message-text.js';
import { useNamedMessage } from './named-message.js';
import { TakeBack } from './take-back.js';
import { Timelines } from './timelines.js';
import { TypingLine } from './typing-line.js';
import { Uploads } from './uploads.js';
import { useRoom } from './use-room.js';

/** One channel; without an id the general one. */
export default function ChatPage({ channelId }: { channelId?: string }): ReactNode {
  const id = useChat((state) => channelId ?? visibleChannels(state)[0]?.view.id);
  const room = useRoom(id);
  const opened = useChat((state) => state.epoch !== null);
  useFirstPage(room?.id);
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col">
      {room ? <OpenChannel room={room} /> : <NoChannel opened={opened} channelId={channelId} />}
    </main>
  );
}

function OpenChannel({ room }: { room: Room }): ReactNode {
  const { id } = room;
  const name = useChannelName(room);
  return (
    <>
      <ChannelHeader view={room} name={name} />
      <Timelines room={room} name={name} />
      <Announcer key={`log-${id}`} channelId={id} />
      <TypingLine key={`typing-${id}`} channelId={id} />
      <Composer key={`composer-${id}`} room={room} name={name} />
    </>
  );
}

function NoChannel({ opened, channelId }: { opened: boolean; channelId: string | undefined }): ReactNode {
  const lost = useChat(useShallow((state) => lostEntries(state).filter((entry) => entry.channelId === channelId)));
  const waiting = useChat(
    useShallow((state) => lostDepartures(state).filter((departure) => departure.channelId === channelId)),
  );
  return (
    <div className="m-auto flex flex-col items-center gap-4 p-6 text-center text-quiet">
      <h1 className="font-normal">
        {opened ? <Trans id="error.channel_not_found" /> : <Trans id="timeline.loading" />}
      </h1>
      {lost.map(
        ({ clientId, body, uploads = [], failure }) =>
          failure && (
            <div key={clientId} className="max-w-xl text-left text-ink">
              {body !== '' && <MessageText text={body} />}
              <Uploads uploads={uploads} />
              <FailedActions clientId={clientId} body={body} failure={failure} />
            </div>
          ),
      )}
      {waiting.map(({ clientId, body, createdAt }) => (
        <div key={clientId} className="max-w-xl text-left text-ink">
          {body !== '' && <MessageText text={body} />}
          <Departing clientId={clientId} />
          <TakeBack clientId={clientId} createdAt={createdAt} />
        </div>
      ))}
      {opened && channelId !== undefined && <LeftDraft channelId={channelId} />}
      {opened && (
        <p className="flex gap-4">
          <Link href="/channels" className="link md:hidden">
            <Trans id="chat.back" />
          </Link>
          <Link href="/" className="link">
            <Trans id="chat.toGeneral" />
          </Link>
        </p>
      )}
    </div>
  );
}

function useFirstPage(id: string | undefined): void {
  const client = useClient();
  const named = useNamedMessage();
  const wanted = useChat((state) => (id !== undefined && isMissing(state.channels[id]) ? id : undefined));
  const loaded = useChat((state) => id !== undefined && state.channels[id]?.loaded);
  useEffect(() => {
    if (wanted !== undefined) loadFirstPage(client, wanted, named);
    // Where nothing is held yet; to a message that is named later the timeline goes.
  }, [client, wanted]);
  useEffect(() => {
    // From now on what is on the screen is read, also where it was marked as unread when it was open before.
    if (id !== undefined && loaded) client.open(id);
    // Of the moment of opening; pages that come later are no opening.
  }, [client, id]);
}
