import { useLingui } from '@lingui/react';
import { Compass, type LucideIcon, MessageSquarePlus, Plus, Settings, TextSearch, Users } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import type { ChannelState } from '../state/model.js';
import { lastMessageOf, otherPerson, visibleChannels } from '../state/selectors.js';
import { Avatar } from './avatar.js';
import { Bell } from './bell.js';
import { ChannelList } from './channel-list.js';
import { ChatNav } from './chat-nav.js';
import { useChat, useClient } from './client-context.js';
import { FindChat } from './find-chat.js';
import { lazyDialog, useLazyDialog } from './lazy-dialog.js';
import { OpenReports } from './open-reports.js';
import { SidebarSection } from './sidebar-section.js';

const browseDialog = lazyDialog(() => import('./browse-groups.js'));
const directDialog = lazyDialog(() => import('./new-direct.js'));
const createDialog = lazyDialog(() => import('./create-group.js'));

/** The list of chats and the way to the settings; `title` is a heading where nothing else on the screen is one. */
export function Sidebar({ title }: { title: ReactNode }): ReactNode {
  const { i18n } = useLingui();
  return (
    <div className="flex min-w-0 flex-1 flex-col bg-panel pt-[env(safe-area-inset-top)]">
      <div className="flex min-h-14 items-center gap-2.5 px-4 text-lg font-semibold tracking-tight">
        <Bell className="size-7" />
        {title}
      </div>
      <div className="flex items-center gap-1 px-2 pb-2">
        <FindChat />
        <PlaceLink href="/people" label={i18n._('people.title')} icon={Users} />
        <PlaceLink href="/search" label={i18n._('search.title')} icon={TextSearch} />
      </div>
      <ChatNav>
        <ChannelList kind="general" aria-label={i18n._('sidebar.general')} />
        <Groups />
        <Directs />
      </ChatNav>
      <Me />
      <People />
    </div>
  );
}

function Groups(): ReactNode {
  const { i18n } = useLingui();
  const openBrowse = useLazyDialog(browseDialog);
  const openCreate = useLazyDialog(createDialog);
  const browse = (): void => {
    openBrowse((BrowseGroups, onClose) => <BrowseGroups onClose={onClose} />);
  };
  const create = (): void => {
    openCreate((CreateGroup, onClose) => <CreateGroup onClose={onClose} />);
  };
  return (
    <SidebarSection
      title={i18n._('sidebar.groups')}
      empty={i18n._('sidebar.noGroups')}
      kind="group"
      actions={[
        { label: i18n._('groups.browse'), icon: Compass, onSelect: browse },
        { label: i18n._('groups.create'), icon: Plus, onSelect: create },
      ]}
    />
  );
}

function Directs(): ReactNode {
  const { i18n } = useLingui();
  const openDirect = useLazyDialog(directDialog);
  return (
    <SidebarSection
      title={i18n._('sidebar.directs')}
      empty={i18n._('sidebar.noDirects')}
      kind="direct"
      actions={[
        {
          label: i18n._('direct.new'),
          icon: MessageSquarePlus,
          onSelect: () => {
            openDirect((NewDirect, onClose) => <NewDirect onClose={onClose} />);
          },
        },
      ]}
    />
  );
}

/** Finds out who the list names. By itself, for the list may change many times a second. */
function People(): null {
  const channels = useChat(visibleChannels);
  useDirectPeople(channels);
  useSpeakers(channels);
  return null;
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

/** Who said the last words, where the list names them: all in one request with the people of the conversations. */
function useSpeakers(channels: readonly ChannelState[]): void {
  const client = useClient();
  const named = channels.filter(({ view }) => view.kind !== 'direct');
  const key = [...new Set(named.flatMap((channel) => lastMessageOf(channel)?.authorId ?? []))].sort().join();
  useEffect(() => {
    if (key !== '') client.people.need(key.split(','));
  }, [client, key]);
}

interface PlaceLinkProps {
  href: string;
  label: string;
  icon: LucideIcon;
}

/** A narrow screen has it in the bar at its bottom. */
function PlaceLink({ href, label, icon: Icon }: PlaceLinkProps): ReactNode {
  const [path] = useLocation();
  return (
    <Link
      href={href}
      aria-current={path === href ? 'page' : undefined}
      aria-label={label}
      title={label}
      className="icon-button aria-[current]:bg-accent-soft max-md:hidden md:size-9"
    >
      <Icon aria-hidden className="size-5" />
    </Link>
  );
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
      className="focus-inside flex items-center gap-3 border-t border-line px-4 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] hover:bg-hover aria-[current]:bg-accent-soft max-md:hidden"
    >
      <Avatar userId={me.id} user={me} />
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{me.displayName}</span>
        <span className="block truncate text-sm text-quiet">@{me.username}</span>
      </span>
      <OpenReports />
      <span className="flex size-11 items-center justify-center text-quiet">
        <Settings aria-hidden className="size-5" />
        <span className="sr-only">{i18n._('settings.title')}</span>
      </span>
    </Link>
  );
}
