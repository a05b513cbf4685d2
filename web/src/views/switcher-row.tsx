import type { ReactNode } from 'react';
import type { Target } from '../state/switcher.js';
import { Avatar } from './avatar.js';
import { Badges } from './badge.js';
import { ChannelIcon } from './channel-icon.js';
import { useChat } from './client-context.js';
import { useInView } from './use-in-view.js';

interface SwitcherOptionProps {
  id: string;
  active: boolean;
  onTake: () => void;
  children: ReactNode;
}

/** One line of the switcher. The focus stays in the field. */
export function SwitcherOption({ id, active, onTake, children }: SwitcherOptionProps): ReactNode {
  const box = useInView(active);
  return (
    <div
      ref={box}
      id={id}
      role="option"
      aria-selected={active}
      className="flex min-h-12 cursor-pointer items-center gap-3 rounded-lg px-2 py-1 hover:bg-hover aria-selected:bg-accent-soft"
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onClick={onTake}
    >
      {children}
    </div>
  );
}

export function TargetLine({ target: { id, view, names } }: { target: Target }): ReactNode {
  const [name, username] = names;
  const person = useChat((state) => state.users[id]);
  const beside = username === undefined ? view?.topic : `@${username}`;
  return (
    <>
      {view ? <ChannelIcon view={view} /> : <Avatar userId={id} user={person} />}
      <span className="flex min-w-0 flex-1 items-baseline gap-2">
        <bdi className="max-w-full shrink-0 truncate font-medium">{name}</bdi>
        <span className="min-w-0 truncate text-sm text-quiet" dir="auto">
          {beside}
        </span>
      </span>
      {view && <Badges unread={view.unread} mentions={view.unreadMentions.length} muted={view.notify === 'none'} />}
    </>
  );
}
