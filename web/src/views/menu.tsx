import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { menuKeys, type Popup, usePopup } from './use-menu.js';

export interface MenuItem {
  label: string;
  icon: LucideIcon;
  onSelect: () => void;
  danger?: boolean;
  /** For a choice of one out of several. */
  checked?: boolean;
}

/** One of several that can each be chosen, and speak for themselves. */
export interface MenuSign {
  sign: string;
  checked: boolean;
  onSelect: () => void;
}

export interface MenuSection {
  label?: string;
  /** In one row above the items. */
  signs?: readonly MenuSign[];
  items: readonly MenuItem[];
}

interface MenuProps {
  label: string;
  icon: LucideIcon;
  sections: readonly MenuSection[];
  className?: string;
}

/** A button that opens a list of actions. */
export function Menu({ label, icon: Icon, sections, className = 'icon-button' }: MenuProps): ReactNode {
  const id = useId();
  const popup = usePopup();
  const { open, show } = popup;
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={id}
        onClick={(event) => {
          show(event.currentTarget);
        }}
      >
        <Icon aria-hidden className="size-5" />
      </button>
      <MenuPopup id={id} label={label} popup={popup} sections={sections} />
    </>
  );
}

interface MenuPopupProps extends Pick<MenuProps, 'label' | 'sections'> {
  popup: Popup;
  id?: string;
  onClose?: () => void;
}

/** The list of actions itself. */
export function MenuPopup({ popup, id, label, sections, onClose }: MenuPopupProps): ReactNode {
  const { box, place, hide, onToggle } = popup;
  return (
    <div
      ref={box}
      id={id}
      popover="auto"
      role="menu"
      aria-label={label}
      style={place}
      onToggle={(event) => {
        onToggle();
        if (event.newState === 'closed') onClose?.();
      }}
      onKeyDown={(event) => {
        menuKeys(event, hide);
      }}
      className="popup"
    >
      <MenuSections sections={sections} hide={hide} />
    </div>
  );
}

function MenuSections({ sections, hide }: { sections: readonly MenuSection[]; hide: () => void }): ReactNode {
  return sections.map(({ label, signs, items }, index) => (
    <div
      key={label ?? index}
      role="group"
      aria-label={label}
      className="not-first:mt-1 not-first:border-t not-first:border-line not-first:pt-1"
    >
      {label !== undefined && (
        <p aria-hidden className="px-3 pt-1.5 pb-0.5 text-xs font-semibold text-quiet">
          {label}
        </p>
      )}
      {signs && (
        <div className="mb-1 flex border-b border-line pb-1">
          {signs.map((sign) => (
            <SignButton key={sign.sign} sign={sign} hide={hide} />
          ))}
        </div>
      )}
      {items.map((item) => (
        <MenuButton key={item.label} item={item} hide={hide} />
      ))}
    </div>
  ));
}

function SignButton({ sign: { sign, checked, onSelect }, hide }: { sign: MenuSign; hide: () => void }): ReactNode {
  return (
    <button
      type="button"
      tabIndex={-1}
      role="menuitemcheckbox"
      aria-checked={checked}
      className="emoji emoji-button min-w-9 flex-1"
      onClick={() => {
        hide();
        onSelect();
      }}
    >
      {sign}
    </button>
  );
}

function MenuButton({ item, hide }: { item: MenuItem; hide: () => void }): ReactNode {
  const { label, icon: Icon, onSelect, danger, checked } = item;
  return (
    <button
      type="button"
      tabIndex={-1}
      role={checked === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked={checked}
      className={`menu-item ${danger ? 'text-danger' : ''}`}
      onClick={() => {
        // First of all: the focus goes back to the button, and a dialog that opens now returns it there.
        hide();
        onSelect();
      }}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1">{label}</span>
      {checked && <span aria-hidden>✓</span>}
    </button>
  );
}
