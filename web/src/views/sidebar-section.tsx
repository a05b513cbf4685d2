import { type ReactNode, useId } from 'react';
import type { ChannelState } from '../state/model.js';
import { ChannelLink } from './channel-link.js';
import type { MenuItem } from './menu.js';

interface SidebarSectionProps {
  title: string;
  /** Said where there is nothing to list. */
  empty: string;
  channels: readonly ChannelState[];
  actions: readonly MenuItem[];
}

export function SidebarSection({ title, empty, channels, actions }: SidebarSectionProps): ReactNode {
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
      {channels.length === 0 ? (
        <p className="px-2.5 py-1 text-sm text-quiet">{empty}</p>
      ) : (
        <ul aria-labelledby={id} className="flex flex-col gap-0.5">
          {channels.map((channel) => (
            <ChannelLink key={channel.view.id} channel={channel} />
          ))}
        </ul>
      )}
    </section>
  );
}
