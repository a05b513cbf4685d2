import { Trans, useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.js';
import { type Combination, KEYBOARD_MAP, type KeyEntry, namesOf } from './keyboard-map.js';
import { enterSends } from './switches.js';

/** All keys, and what they do. */
export default function KeyboardHelp({ onClose }: { onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  return (
    <Dialog title={i18n._('keys.title')} onClose={onClose} reading>
      {KEYBOARD_MAP.map(({ title, entries }) => (
        <section key={title} aria-label={i18n._(title)}>
          <h3 className="text-sm font-semibold text-quiet">{i18n._(title)}</h3>
          <dl className="divide-y divide-line">
            {entries.map((entry) => (
              <Entry key={entry.text} entry={entry} />
            ))}
          </dl>
        </section>
      ))}
      <p className="text-sm text-quiet">
        <Trans id="keys.letters" />
      </p>
    </Dialog>
  );
}

function Entry({ entry: { combinations, whereEnterBreaks, text } }: { entry: KeyEntry }): ReactNode {
  const { i18n } = useLingui();
  const shown = (!enterSends.isOn() && whereEnterBreaks) || combinations;
  return (
    <div className="flex min-h-10 items-center gap-4 py-1.5">
      <dt className="min-w-0 flex-1">{i18n._(text)}</dt>
      <dd className="flex max-w-1/2 shrink-0 flex-wrap justify-end gap-2">
        {shown.map((combination) => (
          <Keys key={combination.key} combination={combination} />
        ))}
      </dd>
    </div>
  );
}

function Keys({ combination }: { combination: Combination }): ReactNode {
  return (
    <span className="flex gap-1">
      {namesOf(combination).map((name) => (
        <kbd
          key={name}
          className="inline-flex min-h-6 min-w-6 items-center justify-center rounded-md border border-edge/60 bg-panel px-1.5 font-sans text-sm"
        >
          {name}
        </kbd>
      ))}
    </span>
  );
}
