import type { ReactNode } from 'react';
import { Avatar } from './avatar.js';
import { useChat, useClient } from './client-context.js';
import { PictureField } from './picture-field.js';
import { ProfileForm } from './profile-form.js';

/** What others see of me. */
export function Profile(): ReactNode {
  const client = useClient();
  const me = useChat((state) => state.me);
  if (!me) return null;
  return (
    <div className="card flex flex-col gap-5">
      <PictureField
        round
        picture={<Avatar userId={me.id} user={me} size="large" />}
        has={me.avatarUrl !== null}
        onSet={(file, crop) => client.profile.setAvatar(file, crop)}
        onRemove={() => client.profile.removeAvatar()}
      />
      <ProfileForm me={me} />
    </div>
  );
}
