import type { AriaAttributes, ReactNode } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { ChannelKind } from '../../../src/contract/views.js';
import { visibleChannels } from '../state/selectors.js';
import { ChannelLink } from './channel-link.js';
import { useChat } from './client-context.js';

interface ChannelListProps extends Pick<AriaAttributes, 'aria-label' | 'aria-labelledby'> {
  kind: ChannelKind;
  /** Said where there is nothing to list. */
  empty?: string;
}

/** The chats of one kind. What is around them is not drawn again when something is said. */
export function ChannelList({ kind, empty, ...label }: ChannelListProps): ReactNode {
  const channels = useChat(useShallow((state) => visibleChannels(state).filter(({ view }) => view.kind === kind)));
  if (channels.length === 0 && empty !== undefined) return <p className="px-2.5 py-1 text-sm text-quiet">{empty}</p>;
  return (
    <ul {...label} className="flex flex-col gap-0.5">
      {channels.map((channel) => (
        <ChannelLink key={channel.view.id} channel={channel} />
      ))}
    </ul>
  );
}
