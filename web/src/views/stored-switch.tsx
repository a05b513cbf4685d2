import { type ReactNode, useEffect, useState } from 'react';
import { Switch } from './switch.js';
import type { StoredSwitch as Stored } from './switches.js';

interface StoredSwitchProps {
  label: string;
  hint: string;
  of: Stored;
}

/** Something that is on or off in this browser. */
export function StoredSwitch({ label, hint, of }: StoredSwitchProps): ReactNode {
  const [on, setOn] = useState(of.isOn);
  useEffect(
    () =>
      of.onElsewhere(() => {
        setOn(of.isOn());
      }),
    [of],
  );
  return (
    <Switch
      label={label}
      hint={hint}
      on={on}
      onChange={(next) => {
        of.set(next);
        setOn(next);
      }}
    />
  );
}
