import { useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../state/model.js';
import { useClient } from './client-context.js';
import { FormFailure } from './form-failure.js';
import { Switch } from './switch.js';

export function AppearOffline(): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [on, setOn] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (invisible: boolean): Promise<void> => {
    const refused = await client.people.setInvisible(invisible);
    setFailure(refused);
    if (refused === null) setOn(invisible);
  };
  return (
    <div className="card flex flex-col gap-3">
      <FormFailure failure={failure} />
      <Switch
        label={i18n._('presence.invisible')}
        hint={i18n._('presence.invisible.hint')}
        on={on}
        onChange={(next) => void change(next)}
      />
    </div>
  );
}
