import { Trans, useLingui } from '@lingui/react';
import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import type { Room } from '../state/room.js';
import { otherPerson, totals } from '../state/selectors.js';
import { Badges } from './badge.js';
import { ChannelIcon } from './channel-icon.js';
import { ChannelMenu } from './channel-menu.js';
import { useChat, useClient } from './client-context.js';
import { useDialogs } from './dialogs.js';
import { goBackTo } from './go-back.js';
import { lazyDialog, useLazyDialog } from './lazy-dialog.js';
import { useNarrow } from './narrow.js';
import { usePageTitle } from './page-title.js';
import { PersonCard } from './person-card.js';
import { usePresenceText } from './presence-dot.js';

const membersDialog = lazyDialog(() => import('./members.js'));

export function ChannelHeader({ view, name }: { view: Room; name: string }): ReactNode {
  const { i18n } = useLingui();
  usePageTitle(name);
  // Whoever came from what they found goes back there.
  const found = useHistoryState<{ back?: string } | null>()?.back;
  const narrow = useNarrow();
  const [back, label] = found === undefined ? ['/channels', i18n._('chat.back')] : [found, i18n._('chat.backToSearch')];
  return (
    <header className="flex min-h-14 items-center gap-1 border-b border-line px-1 pt-[env(safe-area-inset-top)] md:pr-3 md:pl-6">
      <Link
        href={back}
        className="icon-button w-auto min-w-11 gap-0.5 px-1 md:hidden"
        title={label}
        onClick={goBackTo(back)}
      >
        <ArrowLeft aria-hidden className="size-5 shrink-0" />
        <span className="sr-only">{label}</span>
        {narrow && found === undefined && <UnreadElsewhere view={view} />}
      </Link>
      <span className="mr-1.5 md:mr-2">
        <ChannelIcon view={view} plain />
      </span>
      <div className="min-w-0 flex-1">
        <h1 className="truncate leading-tight font-semibold" dir="auto">
          {name}
        </h1>
        {view.kind === 'direct' ? <DirectLine view={view} /> : <RoomLine view={view} />}
      </div>
      <ChannelMenu view={view} name={name} />
    </header>
  );
}

/** The list of chats is out of sight. */
function UnreadElsewhere({ view: { id } }: { view: Room }): ReactNode {
  const unread = useChat((state) => totals(state, id).unread);
  return <Badges unread={unread} mentions={0} muted={false} />;
}

/** How many people are here, which opens who they are, and what the place is for. */
function RoomLine({ view }: { view: Room }): ReactNode {
  const openMembers = useLazyDialog(membersDialog);
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-sm text-quiet">
      <button
        type="button"
        className="shrink-0 rounded underline-offset-2 hover:text-ink hover:underline"
        onClick={() => {
          openMembers((Members, onClose) => <Members channelId={view.id} onClose={onClose} />);
        }}
      >
        <Trans id="chat.members" values={{ count: view.memberCount }} />
      </button>
      {view.topic !== '' && (
        <span className="truncate" dir="auto" title={view.topic}>
          · {view.topic}
        </span>
      )}
    </p>
  );
}

function DirectLine({ view }: { view: Room }): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  const myId = useChat((state) => state.me?.id ?? '');
  const otherId = otherPerson(view, myId) ?? '';
  const user = useChat((state) => state.users[otherId]);
  const presence = usePresenceText(useChat((state) => state.presence[otherId] ?? 'offline'));
  const client = useClient();
  useEffect(() => {
    // On a narrow screen the list, which asks too, may never have been there.
    if (otherId === '') return;
    client.people.need([otherId]);
    client.people.watch([otherId]);
  }, [client, otherId]);
  if (otherId === myId) return <p className="truncate text-sm text-quiet">{i18n._('channel.notes.hint')}</p>;
  return (
    <p className="flex min-w-0 items-center gap-1.5 text-sm text-quiet">
      <button
        type="button"
        className="truncate rounded underline-offset-2 hover:text-ink hover:underline"
        onClick={() => {
          show((onClose) => <PersonCard userId={otherId} onClose={onClose} />);
        }}
      >
        {user ? `@${user.username}` : '\u00a0'}
      </button>
      <span className="shrink-0">· {presence}</span>
    </p>
  );
}
