import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { UserView } from '../../../src/contract/views.js';
import { isConflict } from '../state/failures.js';
import { useClient } from './client-context.js';
import { FormFailure } from './form-failure.js';
import { roomLeft } from './room-left.js';
import { TextArea } from './text-area.js';
import { TextField } from './text-field.js';
import { useForm } from './use-form.js';
import { type ProfileField, useProfileWords } from './use-profile-words.js';

/** Name, status and bio. What is saved elsewhere meanwhile appears where nothing was typed, and is told where it was. */
export function ProfileForm({ me }: { me: UserView }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [saved, setSaved] = useState(false);
  const { words, type, change, version, newer, look, sent } = useProfileWords(me);
  const { failure, errors, busy, form } = useForm(async () => {
    // Whoever sends it again has seen what is there now.
    if (changedMeanwhile) look();
    const trimmed = Object.fromEntries(Object.entries(change).map(([field, text]) => [field, text.trim()]));
    const isNew = Object.keys(trimmed).length > 0;
    const refused = isNew ? await client.profile.change(trimmed, changedMeanwhile ? me.version : version) : null;
    if (refused === null) sent(change);
    setSaved(refused === null);
    return refused;
  });
  const changedMeanwhile = isConflict(failure);
  const field = (name: ProfileField) => {
    const { hint, error } = roomLeft(i18n, words[name], LIMITS[name]);
    return {
      name,
      value: words[name],
      error: errors[name] ?? error,
      hint: newer.includes(name) ? i18n._('profile.newer', { text: me[name] || '—' }) : hint,
      onChange: ({ target }: { target: { value: string } }) => {
        setSaved(false);
        type(name, target.value);
      },
    };
  };
  const tooLong = (['displayName', 'status', 'bio'] as const).some(
    (name) => roomLeft(i18n, words[name], LIMITS[name]).error,
  );
  return (
    <form className="flex flex-col gap-4" {...form}>
      <FormFailure failure={failure} />
      <TextField label={i18n._('profile.name')} {...field('displayName')} autoComplete="name" dir="auto" required />
      <TextField label={i18n._('profile.status')} {...field('status')} autoComplete="off" dir="auto" />
      <TextArea label={i18n._('profile.bio')} {...field('bio')} rows={4} dir="auto" />
      <button type="submit" className="button button-main self-start" disabled={tooLong} aria-disabled={busy}>
        <Trans id="profile.save" />
      </button>
      <p role="status" className={saved ? 'text-accent' : 'hidden'}>
        {saved && <Trans id="profile.saved" />}
      </p>
    </form>
  );
}
