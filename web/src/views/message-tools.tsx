import { useLingui } from '@lingui/react';
import { EllipsisVertical, Heart, type LucideIcon, Reply, SmilePlus } from 'lucide-react';
import { type ReactNode, type RefObject, useLayoutEffect } from 'react';
import type { MessageView } from '../../../src/contract/views.js';
import { MenuPopup } from './menu.js';
import { useMessageActions } from './use-message-actions.js';
import { usePopup } from './use-menu.js';

interface MessageToolsProps {
  message: MessageView;
  row: RefObject<HTMLElement | null>;
  /** Asked for by a key or a resting finger: the menu opens at once. */
  menu: boolean;
  onMenu: (open: boolean) => void;
}

/** What can be done with a message: the usual at hand, everything in the menu. */
export function MessageTools({ message, row, menu, onMenu }: MessageToolsProps): ReactNode {
  const { i18n } = useLingui();
  const popup = usePopup();
  const { open, show } = popup;
  const actions = useMessageActions(message, () => row.current?.focus());
  useLayoutEffect(() => {
    if (menu && row.current) show(row.current);
  }, [menu, row, show]);
  return (
    <>
      <div
        role="toolbar"
        aria-label={i18n._('message.actions')}
        className="absolute -top-4 right-3 z-10 flex gap-0.5 rounded-lg border border-line bg-raised p-0.5 shadow-sm md:right-6 pointer-coarse:hidden"
      >
        <Tool
          label={i18n._('action.like')}
          icon={Heart}
          pressed={actions.hearted}
          onClick={() => {
            actions.heart();
          }}
        />
        <Tool label={i18n._('action.emoji')} icon={SmilePlus} onClick={actions.pickEmoji} />
        <Tool label={i18n._('action.reply')} icon={Reply} onClick={actions.reply} />
        <Tool
          label={i18n._('message.menu')}
          icon={EllipsisVertical}
          expanded={open}
          onClick={(button) => {
            onMenu(true);
            show(button);
          }}
        />
      </div>
      <MenuPopup
        label={i18n._('message.actions')}
        popup={popup}
        sections={actions.sections}
        onClose={() => {
          onMenu(false);
        }}
      />
    </>
  );
}

interface ToolProps {
  label: string;
  icon: LucideIcon;
  onClick: (button: HTMLElement) => void;
  pressed?: boolean;
  /** Given where the button opens a menu. */
  expanded?: boolean;
}

function Tool({ label, icon: Icon, onClick, pressed, expanded }: ToolProps): ReactNode {
  return (
    <button
      type="button"
      className="inline-flex size-9 items-center justify-center rounded-md text-quiet hover:bg-hover hover:text-ink aria-pressed:text-accent"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      aria-haspopup={expanded === undefined ? undefined : 'menu'}
      aria-expanded={expanded}
      onClick={(event) => {
        onClick(event.currentTarget);
      }}
    >
      <Icon aria-hidden className="size-4.5" fill={pressed ? 'currentColor' : 'none'} />
    </button>
  );
}
