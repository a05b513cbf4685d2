import { useLingui } from '@lingui/react';
import { Crown, EllipsisVertical, Shield, User, UserMinus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MemberRole, MemberView, MyChannelView } from '../../../src/contract/views.js';
import { useChat, useClient } from './client-context.js';
import { ConfirmDialog } from './confirm-dialog.js';
import { useDialogs } from './dialogs.js';
import { useReport } from './toast.js';
import { mayRemove, mayRule } from './group-rights.js';
import { Menu, type MenuItem } from './menu.js';
import { PersonAvatar } from './person-avatar.js';
import { PersonCard } from './person-card.js';
import { usePresenceText } from './presence-dot.js';

const ROLES = {
  owner: /*i18n*/ 'role.owner',
  moderator: /*i18n*/ 'role.moderator',
  member: /*i18n*/ 'role.member',
} as const satisfies Record<MemberRole, string>;

interface MemberItemProps {
  member: MemberView;
  view: MyChannelView;
}

export function MemberItem({ member, view }: MemberItemProps): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  const { user, role } = member;
  const presence = useChat((state) => state.presence[user.id] ?? 'offline');
  const presenceText = usePresenceText(presence);
  const items = useMemberItems(member, view);
  return (
    <li className="flex items-center">
      <button
        type="button"
        className="row focus-inside min-w-0 flex-1"
        onClick={() => {
          show((onClose) => <PersonCard userId={user.id} onClose={onClose} />);
        }}
      >
        <PersonAvatar userId={user.id} user={user} presence={presence} />
        <span className="min-w-0 flex-1">
          <span className="flex min-w-0 items-baseline gap-2">
            <bdi className="truncate font-medium">{user.displayName}</bdi>
            {user.status !== '' && (
              <span className="min-w-0 flex-1 truncate text-sm text-quiet" dir="auto" title={user.status}>
                {user.status}
              </span>
            )}
          </span>
          <span className="block truncate text-sm text-quiet">
            <span className="max-sm:sr-only">{presenceText} · </span>@{user.username}
          </span>
        </span>
        {role !== 'member' && (
          <span className="shrink-0 rounded-full bg-accent-soft px-2 py-0.5 text-xs font-semibold text-accent">
            {i18n._(ROLES[role])}
          </span>
        )}
      </button>
      {items.length > 0 && (
        <Menu
          label={i18n._('members.menu', { name: user.displayName })}
          icon={EllipsisVertical}
          sections={[{ items }]}
        />
      )}
    </li>
  );
}

function useMemberItems({ user, role }: MemberView, { id, role: mine, kind }: MyChannelView): MenuItem[] {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  const show = useDialogs();
  const name = user.displayName;
  const setRole = (next: 'member' | 'moderator') => () => void client.groups.setRole(id, user.id, next).then(report);
  const handOver = (onClose: () => void): ReactNode => (
    <ConfirmDialog
      title={i18n._('members.handOver')}
      text={i18n._('members.handOver.text', { name })}
      action={i18n._('members.handOver')}
      onConfirm={() => client.groups.handOver(id, user.id)}
      onClose={onClose}
    />
  );
  const remove = (onClose: () => void): ReactNode => (
    <ConfirmDialog
      title={i18n._('members.remove')}
      text={i18n._('members.remove.text', { name })}
      action={i18n._('members.remove')}
      onConfirm={() => client.groups.removeMember(id, user.id)}
      onClose={onClose}
    />
  );
  if (kind !== 'group' || role === 'owner') return [];
  const items: MenuItem[] = [];
  if (mayRule(mine)) {
    items.push(
      role === 'member'
        ? { label: i18n._('members.promote'), icon: Shield, onSelect: setRole('moderator') }
        : { label: i18n._('members.demote'), icon: User, onSelect: setRole('member') },
      {
        label: i18n._('members.handOver'),
        icon: Crown,
        onSelect: () => {
          show(handOver);
        },
      },
    );
  }
  if (mayRemove(mine, role))
    items.push({
      label: i18n._('members.remove'),
      icon: UserMinus,
      danger: true,
      onSelect: () => {
        show(remove);
      },
    });
  return items;
}
