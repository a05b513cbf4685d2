import { useLingui } from '@lingui/react';
import { MailCheck, MailOpen } from 'lucide-react';
import { type MouseEvent, type ReactNode, useCallback, useEffect, useLayoutEffect, useState } from 'react';
import type { MyChannelView } from '../../../src/contract/views.js';
import { useChannelName } from './channel-name.js';
import { useChannelSections } from './channel-menu.js';
import { useChat, useClient } from './client-context.js';
import { useReport } from './toast.js';
import { type MenuItem, MenuPopup } from './menu.js';
import { useLongPress } from './use-long-press.js';
import { usePopup } from './use-menu.js';

/** The list of chats, each with a menu: by the right button, by the key for menus, or by a finger that rests on it. */
export function ChatNav({ children }: { children: ReactNode }): ReactNode {
  const { i18n } = useLingui();
  const [row, setRow] = useState<HTMLElement | null>(null);
  const hold = useLongPress((pressed) => {
    setRow(rowOf(pressed));
  });
  const close = useCallback(() => {
    setRow(null);
  }, []);
  const onContextMenu = (event: MouseEvent): void => {
    hold.onContextMenu(event);
    const asked = rowOf(event.target as Element);
    if (event.defaultPrevented || !asked) return;
    event.preventDefault();
    const open = (): void => {
      setRow(asked);
    };
    if (event.buttons === 0) open();
    // Letting go of the button would close a menu that is open already.
    else addEventListener('pointerup', () => setTimeout(open), { once: true });
  };
  return (
    <>
      <nav
        aria-label={i18n._('sidebar.channels')}
        className="row-touch min-h-0 flex-1 overflow-y-auto px-2 pb-3"
        {...hold}
        onContextMenu={onContextMenu}
      >
        {children}
      </nav>
      {row && <RowMenu key={row.dataset['chat']} row={row} onClose={close} />}
    </>
  );
}

const rowOf = (element: Element): HTMLElement | null => element.closest<HTMLElement>('[data-chat]');

interface RowMenuProps {
  row: HTMLElement;
  onClose: () => void;
}

function RowMenu({ row, onClose }: RowMenuProps): ReactNode {
  const view = useChat((state) => state.channels[row.dataset['chat'] ?? '']?.view);
  const isGone = view === undefined;
  useEffect(() => {
    if (isGone) onClose();
  }, [isGone, onClose]);
  return view && <ChatMenu view={view} row={row} onClose={onClose} />;
}

function ChatMenu({ view, row, onClose }: RowMenuProps & { view: MyChannelView }): ReactNode {
  const name = useChannelName(view);
  const popup = usePopup();
  const { show } = popup;
  const reading = useReadingItem(view);
  const [first, ...others] = useChannelSections(view, name);
  const own = { label: name, items: [...reading, ...(first?.items ?? [])] };
  useLayoutEffect(() => {
    show(row);
  }, [row, show]);
  return <MenuPopup label={name} popup={popup} sections={[own, ...others]} onClose={onClose} />;
}

function useReadingItem({ id, unread, lastSeq }: MyChannelView): MenuItem[] {
  const { i18n } = useLingui();
  const client = useClient();
  const report = useReport();
  if (lastSeq === 0) return [];
  const read = (): void => {
    client.readToEnd(id, lastSeq);
  };
  const setUnread = (): void => {
    void client.markUnread(id, lastSeq).then(report);
  };
  return unread > 0
    ? [{ label: i18n._('chat.read'), icon: MailCheck, onSelect: read }]
    : [{ label: i18n._('chat.unread'), icon: MailOpen, onSelect: setUnread }];
}
