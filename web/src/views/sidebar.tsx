import { useLingui } from '@lingui/react';
import { Compass, MessageSquarePlus, Plus, Settings } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { useShallow } from 'zustand/react/shallow';
import type { ChannelState } from '../state/model.js';
import { otherPerson, visibleChannels } from '../state/selectors.js';
import { Avatar } from './avatar.js';
import { Bell } from './bell.js';
import { BrowseGroups } from './browse-groups.js';
import { ChannelLink } from './channel-link.js';
import { useChat, useClient } from './client-context.js';
import { CreateGroup } from './create-group.js';
import { useDialogs } from './dialogs.js';
import { NewDirect } from './new-direct.js';
import { SidebarSection } from './sidebar-section.js';

/** The list of chats and the way to the settings; `title` is a heading where nothing else on the screen is one. */
export function Sidebar({ title }: { title: ReactNode }): ReactNode {
  const { i18n } = useLingui();
  const channels = useChat(useShallow(visibleChannels));
  const ofKind = (kind: string): ChannelState[] => channels.filter(({ view }) => view.kind === kind);
  useDirectPeople(channels);
  return (
    <div className="flex min-w-0 flex-1 flex-col bg-panel pt-[env(safe-area-inset-top)]">
      <div className="flex min-h-14 items-center gap-2.5 px-4 text-lg font-semibold tracking-tight">
        <Bell className="size-7" />
        {title}
      </div>
      <nav aria-label={i18n._('sidebar.channels')} className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
        <ul aria-label={i18n._('sidebar.general')} className="flex flex-col gap-0.5">
          {ofKind('general').map((channel) => (
            <ChannelLink key={channel.view.id} channel={channel} />
          ))}
        </ul>
        <Groups channels={ofKind('group')} />
        <Directs channels={ofKind('direct')} />
      </nav>
      <Me />
    </div>
  );
}

function Groups({ channels }: { channels: readonly ChannelState[] }): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  const browse = (): void => {
    show((onClose) => <BrowseGroups onClose={onClose} />);
  };
  const create = (): void => {
    show((onClose) => <CreateGroup onClose={onClose} />);
  };
  return (
    <SidebarSection
      title={i18n._('sidebar.groups')}
      empty={i18n._('sidebar.noGroups')}
      channels={channels}
      actions={[
        { label: i18n._('groups.browse'), icon: Compass, onSelect: browse },
        { label: i18n._('groups.create'), icon: Plus, onSelect: create },
      ]}
    />
  );
}

function Directs({ channels }: { channels: readonly ChannelState[] }): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  return (
    <SidebarSection
      title={i18n._('sidebar.directs')}
      empty={i18n._('sidebar.noDirects')}
      channels={channels}
      actions={[
        {
          label: i18n._('direct.new'),
          icon: MessageSquarePlus,
          onSelect: () => {
            show((onClose) => <NewDirect onClose={onClose} />);
          },
        },
      ]}
    />
  );
}

/** Who they are, and whether they are here. */
function useDirectPeople(channels: readonly ChannelState[]): void {
  const client = useClient();
  const myId = useChat((state) => state.me?.id ?? '');
  const ids = channels.flatMap(({ view }) => otherPerson(view, myId) ?? []).sort();
  const key = ids.join();
  useEffect(() => {
    if (key === '') return;
    client.people.need(key.split(','));
    client.people.watch(key.split(','));
  }, [client, key]);
}

function Me(): ReactNode {
  const { i18n } = useLingui();
  const me = useChat((state) => state.me);
  const [path] = useLocation();
  if (!me) return null;
  return (
    <Link
      href="/settings"
      aria-current={path === '/settings' ? 'page' : undefined}
      className="focus-inside flex items-center gap-3 border-t border-line px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] hover:bg-hover aria-[current]:bg-accent-soft"
    >
      <Avatar userId={me.id} user={me} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{me.displayName}</span>
        <span className="block truncate text-sm text-quiet">@{me.username}</span>
      </span>
      <span className="flex size-11 items-center justify-center text-quiet">
        <Settings aria-hidden className="size-5" />
        <span className="sr-only">{i18n._('settings.title')}</span>
      </span>
    </Link>
  );
}
