import { type ReactNode, useId } from 'react';
import type { ChannelKind } from '../../../src/contract/views.js';
import { ChannelList } from './channel-list.js';
import type { MenuItem } from './menu.js';

interface SidebarSectionProps {
  title: string;
  /** Said where there is nothing to list. */
  empty: string;
  kind: ChannelKind;
  actions: readonly MenuItem[];
}

export function SidebarSection({ title, empty, kind, actions }: SidebarSectionProps): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-3">
      <div className="flex items-center pl-2.5">
        <h2 id={id} className="min-w-0 flex-1 truncate text-sm font-semibold text-quiet">
          {title}
        </h2>
        {actions.map(({ label, icon: Icon, onSelect }) => (
          <button
            key={label}
            type="button"
            className="icon-button focus-inside md:size-9"
            aria-label={label}
            title={label}
            onClick={onSelect}
          >
            <Icon aria-hidden className="size-4.5" />
          </button>
        ))}
      </div>
      <ChannelList kind={kind} empty={empty} aria-labelledby={id} />
    </section>
  );
}
