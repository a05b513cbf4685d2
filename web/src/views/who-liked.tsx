import { Trans, useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import type { LikeView, Page } from '../../../src/contract/views.js';
import type { Answer } from '../state/model.js';
import { Avatar } from './avatar.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { MoreButton } from './more-button.js';
import { nameOf } from './name-of.js';
import { usePages } from './use-pages.js';

interface WhoLikedProps {
  title: string;
  fetchPage: (after?: string) => Promise<Answer<Page<LikeView>>>;
  onClose: () => void;
}

export function WhoLiked({ title, fetchPage, onClose }: WhoLikedProps): ReactNode {
  const { i18n } = useLingui();
  const { items, failure, more } = usePages(fetchPage);
  return (
    <Dialog title={title} onClose={onClose}>
      <FormFailure failure={failure} />
      {!items && !failure && (
        <p role="status" className="text-center text-quiet">
          <Trans id="people.loading" />
        </p>
      )}
      <ul className="flex flex-col gap-2">
        {items?.map(({ id, emoji, user }) => (
          <li key={id} className="flex items-center gap-3">
            <Avatar userId={user.id} user={user} />
            <span className="min-w-0 flex-1">
              <bdi className="block truncate font-medium">{nameOf(i18n, user)}</bdi>
              {user.deletedAt === null && <span className="block truncate text-sm text-quiet">@{user.username}</span>}
            </span>
            <span className="emoji text-xl">{emoji}</span>
          </li>
        ))}
      </ul>
      <MoreButton more={more} />
    </Dialog>
  );
}
