import { useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { Failure } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { FormFailure } from './form-failure.js';
import { StoredSwitch } from './stored-switch.js';
import { Switch } from './switch.js';
import { showsTyping } from './switches.js';

export function AppearOffline(): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const on = useChat((state) => state.invisible);
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = async (invisible: boolean): Promise<void> => {
    setFailure(await client.people.setInvisible(invisible));
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
      <StoredSwitch label={i18n._('typing.shown')} hint={i18n._('typing.shown.hint')} of={showsTyping} />
    </div>
  );
}
