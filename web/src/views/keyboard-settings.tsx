import { useLingui } from '@lingui/react';
import { Keyboard } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDialogs } from './dialogs.js';
import KeyboardHelp from './keyboard-help.js';
import { namesOf } from './keyboard-map.js';
import { StoredSwitch } from './stored-switch.js';
import { enterSends, letterKeys } from './switches.js';

export function KeyboardSettings(): ReactNode {
  const { i18n } = useLingui();
  const show = useDialogs();
  return (
    <div className="card flex flex-col gap-3">
      <StoredSwitch
        label={i18n._('keys.enter')}
        hint={i18n._('keys.enter.hint', { keys: namesOf({ mod: true, key: 'Enter' }).join('+') })}
        of={enterSends}
      />
      <StoredSwitch label={i18n._('keys.single')} hint={i18n._('keys.single.hint')} of={letterKeys} />
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
