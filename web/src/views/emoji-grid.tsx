import { type KeyboardEvent, memo, type ReactNode, type RefObject, useState } from 'react';

export interface Cell {
  emoji: string;
  label: string;
}

interface EmojiGridProps {
  box: RefObject<HTMLDivElement | null>;
  label: string;
  cells: readonly Cell[];
  given: readonly string[] | undefined;
  onPick: (emoji: string) => void;
  /** The arrow that leads out of it at its top. */
  onLeave: () => void;
}

/** Buttons in rows. One of them is reached by Tab, the others from there by the arrows. */
export function EmojiGrid({ box, label, cells, given, onPick, onLeave }: EmojiGridProps): ReactNode {
  const [reached, setReached] = useState('');
  const tabStop = cells.some(({ emoji }) => emoji === reached) ? reached : cells[0]?.emoji;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const buttons = buttonsIn(event.currentTarget);
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const to = neighbour(event.key, at, buttons);
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    if (to < 0) onLeave();
    else buttons[Math.min(to, buttons.length - 1)]?.focus();
  };
  return (
    <div
      ref={box}
      role="group"
      aria-label={label}
      className="-mx-1 grid min-h-0 flex-1 auto-rows-min content-start grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))] overflow-y-auto px-1"
      onKeyDown={onKeyDown}
      onFocus={({ target }) => {
        setReached(target.textContent);
      }}
    >
      {cells.map(({ emoji, label: name }) => (
        <EmojiCell
          key={emoji}
          emoji={emoji}
          label={name}
          pressed={given?.includes(emoji)}
          reached={emoji === tabStop}
          onPick={onPick}
        />
      ))}
    </div>
  );
}

export function focusFirst(grid: HTMLElement | null): void {
  grid?.querySelector<HTMLElement>('button[tabindex="0"]')?.focus();
}

interface EmojiCellProps extends Cell {
  pressed: boolean | undefined;
  reached: boolean;
  onPick: (emoji: string) => void;
}

const EmojiCell = memo(function EmojiCell({ emoji, label, pressed, reached, onPick }: EmojiCellProps): ReactNode {
  return (
    <button
      type="button"
      tabIndex={reached ? 0 : -1}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      className="emoji emoji-button focus-inside"
      onClick={() => {
        onPick(emoji);
      }}
    >
      {emoji}
    </button>
  );
});

function buttonsIn(box: HTMLElement): HTMLButtonElement[] {
  return [...box.querySelectorAll('button')];
}

/** Where a key leads; negative is above the first row. */
function neighbour(key: string, at: number, buttons: readonly HTMLButtonElement[]): number | undefined {
  const top = buttons[0]?.offsetTop;
  const columns = buttons.filter(({ offsetTop }) => offsetTop === top).length;
  return {
    ArrowRight: at + 1,
    ArrowLeft: Math.max(0, at - 1),
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: buttons.length - 1,
  }[key];
}
