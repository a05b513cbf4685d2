import { Trans, useLingui } from '@lingui/react';
import { Heart } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import type { UserView } from '../../../src/contract/views.js';
import { useChat, useClient } from './client-context.js';
import { useDialogs } from './dialogs.js';
import { useReport } from './toast.js';
import { WhoLiked } from './who-liked.js';

interface ProfileLikeProps {
  user: UserView;
  /** One's own profile shows how many like it, and nothing to press. */
  own: boolean;
}

export function ProfileLike({ user, own }: ProfileLikeProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  const show = useDialogs();
  const known = useChat((state) => state.profileLikes[user.id]);
  const fetchPage = useCallback((after?: string) => client.people.whoLikesProfile(user.id, after), [client, user.id]);
  const { likes, liked } = known ?? { likes: user.likes, liked: false };
  return (
    <div className="flex flex-wrap items-center gap-2">
      {!own && (
        <button
          type="button"
          className="chip min-h-11 px-4"
          aria-pressed={liked}
          aria-label={i18n._('person.like', { count: likes })}
          disabled={!known}
          onClick={() => void client.people.likeProfile(user.id, !liked).then(report)}
        >
          <Heart aria-hidden className="size-4" fill={liked ? 'currentColor' : 'none'} />
          {likes}
        </button>
      )}
      {likes > 0 && (
        <button
          type="button"
          className="button border-transparent bg-transparent px-2 text-quiet"
          onClick={() => {
            show((onClose) => <WhoLiked title={i18n._('person.whoLikes')} fetchPage={fetchPage} onClose={onClose} />);
          }}
        >
          <Trans id="person.likes" values={{ count: likes }} />
        </button>
      )}
    </div>
  );
}
