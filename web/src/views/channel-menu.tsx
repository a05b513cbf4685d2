import { useLingui } from '@lingui/react';
import {
  Bell,
  BellOff,
  AtSign,
  EllipsisVertical,
  EyeOff,
  Link,
  LogOut,
  SlidersHorizontal,
  TextSearch,
  User,
  Users,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import type { NotifyLevel } from '../../../src/contract/views.js';
import type { Room } from '../state/room.js';
import { otherPerson } from '../state/selectors.js';
import { useChat, useClient } from './client-context.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useDialogs } from './dialogs.js';
import { useReport } from './toast.js';
import { homePath } from './narrow.js';
import { mayRun } from './group-rights.js';
import { lazyDialog, useLazyDialog } from './lazy-dialog.js';
import { Menu, type MenuItem, type MenuSection } from './menu.js';
import { PersonCard } from './person-card.js';
import { searchAddress } from './use-search-address.js';

const settingsDialog = lazyDialog(() => import('./group-settings.js'));
const membersDialog = lazyDialog(() => import('./members.js'));
const invitesDialog = lazyDialog(() => import('./invites.js'));

interface ChannelMenuProps {
  view: Room;
  name: string;
}

export function ChannelMenu({ view, name }: ChannelMenuProps): ReactNode {
  const { i18n } = useLingui();
  const sections = useChannelSections(view, name);
  return <Menu label={i18n._('chat.menu')} icon={EllipsisVertical} sections={sections} />;
}

/** What can be done with a chat, wherever it is shown. */
export function useChannelSections(view: Room, name: string): MenuSection[] {
  const place = usePlaceItems(view);
  const notify = useNotifySection(view);
  const leave = useLeaveItems(view, name);
  return [{ items: place }, notify, { items: leave }].filter(({ items }) => items.length > 0);
}

function usePlaceItems(view: Room): MenuItem[] {
  const { i18n } = useLingui();
  const show = useDialogs();
  const [, navigate] = useLocation();
  const openSettings = useLazyDialog(settingsDialog);
  const openMembers = useLazyDialog(membersDialog);
  const openInvites = useLazyDialog(invitesDialog);
  const myId = useChat((state) => state.me?.id ?? '');
  const otherId = otherPerson(view, myId);
  const { id, kind, role } = view;
  const opens = (dialog: (onClose: () => void) => ReactNode) => () => {
    show(dialog);
  };
  const person = (onClose: () => void): ReactNode => <PersonCard userId={otherId ?? ''} onClose={onClose} />;
  const find = (): void => {
    navigate(searchAddress({ q: '', channelId: id }));
  };
  const search = { label: i18n._('search.here'), icon: TextSearch, onSelect: find };
  const card = { label: i18n._('person.card'), icon: User, onSelect: opens(person) };
  if (kind === 'direct') return otherId === myId ? [search] : [card, search];
  const members = (): void => {
    openMembers((Members, onClose) => <Members channelId={id} onClose={onClose} />);
  };
  const settings = (): void => {
    openSettings((GroupSettings, onClose) => <GroupSettings view={view} onClose={onClose} />);
  };
  const invites = (): void => {
    openInvites((Invites, onClose) => <Invites channelId={id} onClose={onClose} />);
  };
  const people = { label: i18n._('members.title'), icon: Users, onSelect: members };
  if (kind !== 'group' || !mayRun(role)) return [people, search];
  return [
    people,
    search,
    { label: i18n._('invites.title'), icon: Link, onSelect: invites },
    { label: i18n._('group.settings'), icon: SlidersHorizontal, onSelect: settings },
  ];
}

function useNotifySection({ id, notify }: Room): MenuSection {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  const level = (value: NotifyLevel, label: string, icon: MenuItem['icon']): MenuItem => ({
    label,
    icon,
    checked: notify === value,
    onSelect: () => void client.setNotify(id, value).then(report),
  });
  return {
    label: i18n._('notify.title'),
    items: [
      level('all', i18n._('notify.all'), Bell),
      level('mentions', i18n._('notify.mentions'), AtSign),
      level('none', i18n._('notify.none'), BellOff),
    ],
  };
}

/** How to be rid of it: a conversation is hidden, a group is left, the general channel stays. */
function useLeaveItems({ id, kind, role, memberCount, visibility }: Room, name: string): MenuItem[] {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  const show = useDialogs();
  const [, navigate] = useLocation();
  /** From the list it may be another chat, or another page, that is open. */
  const goHome = (): void => {
    if (location.pathname === `/c/${id}`) navigate(homePath());
  };
  const hide = async (): Promise<void> => {
    const refused = await client.hide(id);
    report(refused);
    if (refused === null) goHome();
  };
  const isPublic = visibility === 'public';
  const text = isPublic ? i18n._('group.leave.public', { name }) : i18n._('group.leave.text', { name });
  const heirs = role === 'owner' && memberCount > 1;
  const confirmLeaving = (onClose: () => void): ReactNode => (
    <ConfirmDialog
      title={i18n._('group.leave')}
      text={heirs ? `${text} ${i18n._('group.leave.owner')}` : text}
      action={i18n._('group.leave.confirm')}
      onConfirm={() => client.groups.leave(id)}
      onClose={() => {
        onClose();
        if (!(id in client.store.getState().channels)) goHome();
      }}
    />
  );
  if (kind === 'direct') return [{ label: i18n._('direct.hide'), icon: EyeOff, onSelect: () => void hide() }];
  if (kind === 'general') return [];
  return [
    {
      label: i18n._('group.leave'),
      icon: LogOut,
      danger: true,
      onSelect: () => {
        show(confirmLeaving);
      },
    },
  ];
}
