import { Trans, useLingui } from '@lingui/react';
import { TextSearch } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../state/model.js';
import { findTargets, type Target } from '../state/switcher.js';
import { focusComposer } from './composer-field.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { SwitcherOption, TargetLine } from './switcher-row.js';
import { useListKeys } from './use-list-keys.js';
import { useOpenChannelId } from './use-open-channel-id.js';
import { useOpenDirect } from './use-open-direct.js';
import { searchAddress } from './use-search-address.js';
import { useTargets } from './use-targets.js';

const MOST = 50;

function SearchLine({ typed }: { typed: string }): ReactNode {
  return (
    <>
      <span className="flex size-9 shrink-0 items-center justify-center text-quiet">
        <TextSearch aria-hidden className="size-5" />
      </span>
      <span className="min-w-0 truncate">
        <Trans id="switcher.search" values={{ typed }} />
      </span>
    </>
  );
}

interface Option {
  key: string;
  line: ReactNode;
  take: () => void;
}

/** Goes to a chat by a part of its name. */
export default function QuickSwitcher({ onClose }: { onClose: () => void }): ReactNode {
  const { i18n } = useLingui();
  const id = useId();
  const openId = useOpenChannelId();
  const [typed, setTyped] = useState('');
  const { failure, goTo } = useGoTo(onClose);
  const [, navigate] = useLocation();
  const searchFor = (): void => {
    navigate(searchAddress({ q: typed.trim(), channelId: '' }));
    onClose();
  };
  const found = findTargets(useTargets(), typed, openId ?? null, MOST);
  const options = found.map((target): Option => {
    return { key: target.id, line: <TargetLine target={target} />, take: () => void goTo(target) };
  });
  if (typed.trim() !== '') options.push({ key: 'search', line: <SearchLine typed={typed.trim()} />, take: searchFor });
  const { at, reset, onKeyDown } = useListKeys(options);
  return (
    <Dialog title={i18n._('switcher.title')} onClose={onClose}>
      <input
        role="combobox"
        className="input shrink-0"
        value={typed}
        aria-label={i18n._('switcher.field')}
        placeholder={i18n._('switcher.field')}
        aria-expanded={options.length > 0}
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={at < options.length ? `${id}-${at}` : undefined}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        data-autofocus
        onChange={(event) => {
          setTyped(event.target.value);
          reset();
        }}
        onKeyDown={onKeyDown}
      />
      <FormFailure failure={failure} />
      <Options id={id} options={options} at={at} count={found.length} />
    </Dialog>
  );
}

function Options({ id, options, at, count }: { id: string; options: readonly Option[]; at: number; count: number }) {
  const { i18n } = useLingui();
  return (
    // As high as it gets: it would jump with every letter.
    <div className="-mx-2 flex h-[min(26rem,55dvh)] shrink-0 flex-col">
      <p role="status" className={count === 0 ? 'p-4 text-center text-quiet' : 'sr-only'}>
        {count === 0 ? <Trans id="switcher.none" /> : <Trans id="switcher.count" values={{ count }} />}
      </p>
      <div
        id={id}
        role="listbox"
        aria-label={i18n._('switcher.title')}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
      >
        {options.map(({ key, line, take }, index) => (
          <SwitcherOption key={key} id={`${id}-${index}`} active={index === at} onTake={take}>
            {line}
          </SwitcherOption>
        ))}
      </div>
    </div>
  );
}

function useGoTo(onClose: () => void): { failure: Failure | null; goTo: (target: Target) => Promise<void> } {
  const [, navigate] = useLocation();
  const openDirect = useOpenDirect();
  const [failure, setFailure] = useState<Failure | null>(null);
  const goTo = async ({ id, view }: Target): Promise<void> => {
    const refused = view === null ? await openDirect(id) : null;
    setFailure(refused);
    if (refused !== null) return;
    if (view !== null) navigate(view.kind === 'general' ? '/' : `/c/${id}`);
    onClose();
    focusComposer();
  };
  return { failure, goTo };
}
