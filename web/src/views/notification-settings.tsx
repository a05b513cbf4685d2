import { useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { useClient } from './client-context.js';
import { choose, isChosen } from './notification-choices.js';
import { turnOff, turnOn } from './notification-power.js';
import { QuietHoursChoice } from './quiet-hours-choice.js';
import { Switch } from './switch.js';
import { permission } from './system-notifications.js';

export function NotificationSettings(): ReactNode {
  const { i18n } = useLingui();
  return (
    <div className="card flex flex-col gap-5">
      <ShownChoice />
      <KeptSwitch choice="sound" label={i18n._('notifications.sound')} hint={i18n._('notifications.sound.hint')} />
      <QuietHoursChoice />
      <p className="text-sm text-quiet">{i18n._('notifications.level')}</p>
    </div>
  );
}

/** Whether the system shows notifications of ours on this device, and how much of a message is in them. */
function ShownChoice(): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [allowed, setAllowed] = useState(permission);
  const [shown, setShown] = useState(() => isChosen('shown'));
  const on = shown && allowed === 'granted';
  const change = async (next: boolean): Promise<void> => {
    if (next) setAllowed(await turnOn(client, i18n.locale));
    else await turnOff(client);
    setShown(isChosen('shown'));
  };
  const why = allowed === 'denied' ? i18n._('notifications.blocked') : i18n._('notifications.unsupported');
  const usable = allowed === 'granted' || allowed === 'default';
  return (
    <>
      <Switch
        label={i18n._('notifications.shown')}
        hint={usable ? i18n._('notifications.shown.hint') : why}
        on={on}
        disabled={!usable}
        onChange={(next) => void change(next)}
      />
      {on && (
        <KeptSwitch
          choice="text"
          label={i18n._('notifications.text')}
          hint={i18n._('notifications.text.hint')}
          onKept={() => void turnOn(client, i18n.locale)}
        />
      )}
    </>
  );
}

interface KeptSwitchProps {
  choice: 'sound' | 'text';
  label: string;
  hint: string;
  onKept?: () => void;
}

function KeptSwitch({ choice, label, hint, onKept }: KeptSwitchProps): ReactNode {
  const [on, setOn] = useState(() => isChosen(choice));
  return (
    <Switch
      label={label}
      hint={hint}
      on={on}
      onChange={(next) => {
        choose(choice, next);
        setOn(next);
        onKept?.();
      }}
    />
  );
}
