import type { ReactNode } from 'react';
import { Switch } from './switch.js';
import type { StoredSwitch as Stored } from './switches.js';
import { useChosen } from './use-chosen.js';

interface StoredSwitchProps {
  label: string;
  hint: string;
  of: Stored;
}

/** Something that is on or off in this browser. */
export function StoredSwitch({ label, hint, of }: StoredSwitchProps): ReactNode {
  const [on, choose] = useChosen({ read: of.isOn, choose: of.set, onElsewhere: of.onElsewhere });
  return <Switch label={label} hint={hint} on={on} onChange={choose} />;
}
