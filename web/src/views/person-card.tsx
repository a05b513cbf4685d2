import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { Avatar } from './avatar.js';
import { useChat, useClient } from './client-context.js';
import { dateText } from './dates.js';
import { Dialog } from './dialog.js';
import { nameOf } from './name-of.js';
import { PersonActions } from './person-actions.js';
import { PresenceDot, usePresenceText } from './presence-dot.js';
import { ProfileLike } from './profile-like.js';

interface PersonCardProps {
  userId: string;
  onClose: () => void;
}

/** Who somebody is, and what one can do about them. */
export function PersonCard({ userId, onClose }: PersonCardProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const user = useChat((state) => state.users[userId]);
  const myId = useChat((state) => state.me?.id);
  useEffect(() => {
    client.people.need([userId]);
    client.people.watch([userId]);
    void client.people.profileLike(userId);
  }, [client, userId]);
  return (
    <Dialog title={i18n._('person.card')} onClose={onClose}>
      {user ? <About user={user} /> : <Unknown gone={user === null} />}
      {user?.deletedAt === null && (
        <>
          <ProfileLike user={user} own={userId === myId} />
          <PersonActions user={user} onClose={onClose} />
        </>
      )}
    </Dialog>
  );
}

function About({ user }: { user: UserView }): ReactNode {
  const { i18n } = useLingui();
  const presence = useChat((state) => state.presence[user.id] ?? 'offline');
  const presenceText = usePresenceText(presence);
  const size = user.avatarUrl === null ? 'large' : 'huge';
  return (
    <>
      <div className="flex flex-wrap items-center gap-4">
        <span className="relative shrink-0">
          <Avatar userId={user.id} user={user} size={size} />
          <PresenceDot state={presence} size={size} />
        </span>
        <div className="min-w-40 flex-1">
          <p className="text-xl leading-tight font-semibold wrap-anywhere" dir="auto">
            {nameOf(i18n, user)}
          </p>
          {user.deletedAt === null && (
            <>
              <p className="wrap-anywhere text-quiet">@{user.username}</p>
              <p className="text-quiet">{presenceText}</p>
            </>
          )}
        </div>
      </div>
      {user.status !== '' && (
        <p className="rounded-lg bg-accent-soft px-3 py-2 wrap-anywhere" dir="auto" data-status>
          {user.status}
        </p>
      )}
      {user.bio !== '' && (
        <p className="wrap-anywhere whitespace-pre-wrap" dir="auto">
          {user.bio}
        </p>
      )}
      <p className="text-sm text-quiet">
        <Trans id="person.since" values={{ time: dateText(i18n.locale, user.createdAt) }} />
      </p>
    </>
  );
}

function Unknown({ gone }: { gone: boolean }): ReactNode {
  return (
    <p className="py-6 text-center text-quiet" role="status">
      {gone ? <Trans id="person.unknown" /> : <Trans id="people.loading" />}
    </p>
  );
}
