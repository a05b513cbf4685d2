import { useLingui } from '@lingui/react';
import { Keyboard } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useDialogs } from './dialogs.js';
import { enterSends, setEnterSends } from './enter-key.js';
import KeyboardHelp from './keyboard-help.js';
import { namesOf } from './keyboard-map.js';
import { letterKeysOn, setLetterKeys } from './letter-keys.js';
import { Switch } from './switch.js';

export function KeyboardSettings(): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  const [on, setOn] = useState(letterKeysOn);
  const [sends, setSends] = useState(enterSends);
  return (
    <div className="card flex flex-col gap-3">
      <Switch
        label={i18n._('keys.enter')}
        hint={i18n._('keys.enter.hint', { keys: namesOf({ mod: true, key: 'Enter' }).join('+') })}
        on={sends}
        onChange={(next) => {
          setEnterSends(next);
          setSends(next);
        }}
      />
      <Switch
        label={i18n._('keys.single')}
        hint={i18n._('keys.single.hint')}
        on={on}
        onChange={(next) => {
          setLetterKeys(next);
          setOn(next);
        }}
      />
      <button
        type="button"
        className="button self-start"
        onClick={() => {
          show((onClose) => <KeyboardHelp onClose={onClose} />);
        }}
      >
        <Keyboard aria-hidden className="size-4" />
        {i18n._('keys.title')}
      </button>
    </div>
  );
}
