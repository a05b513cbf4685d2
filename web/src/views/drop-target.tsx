import { Trans } from '@lingui/react';
import { Upload } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Room } from '../state/room.js';
import { useChat } from './client-context.js';
import { useAttach } from './use-attach.js';
import { useBlockedOther } from './use-blocked-other.js';
import { useFileDrop } from './use-file-drop.js';

interface DropTargetProps {
  room: Room;
  name: string;
  children: ReactNode;
}

/** Files that are let go here are attached to the message that is being written. */
export function DropTarget({ room, name, children }: DropTargetProps): ReactNode {
  const { id, archivedAt } = room;
  const blocked = useBlockedOther(room) !== null;
  const editing = useChat((state) => state.editing?.message.channelId === id);
  const { over, target, cover } = useFileDrop(archivedAt === null && !blocked && !editing, useAttach(id));
  return (
    <div className="relative min-h-0 flex-1" {...target}>
      {children}
      {over && (
        <div data-drop className="absolute inset-0 z-20 bg-page/90 p-3 md:p-6" {...cover}>
          <p className="pointer-events-none flex size-full flex-col items-center justify-center gap-3 rounded-2xl border-2 border-dashed border-accent bg-accent-soft p-4 text-center font-semibold text-accent">
            <Upload aria-hidden className="size-8" />
            <span className="max-w-full wrap-anywhere" dir="auto">
              <Trans id="composer.drop" values={{ name }} />
            </span>
          </p>
        </div>
      )}
    </div>
  );
}
