import { Trans, useLingui } from '@lingui/react';
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useRef,
  useState,
} from 'react';
import { type Emoji, findEmojis, inTone, type Tone } from '../state/emojis.js';
import { Dialog } from './dialog.js';
import { type Cell, EmojiGrid, focusFirst } from './emoji-grid.js';
import { EmojiGroups, GROUPS } from './emoji-groups.js';
import { isComposing } from './enter-key.js';
import { HEART } from './common-emojis.js';
import { OftenUsed } from './often-used.js';
import { chosenTone } from './skin-tone.js';
import { ToneButton } from './tone-button.js';
import { touch } from './touch.js';
import { useAllEmojis } from './use-all-emojis.js';

const MOST_FOUND = 60;
/** To people the same as the one that a press gives. */
const HEART_SUIT = `${HEART}\ufe0f`;

interface EmojiPickerProps {
  title: string;
  /** Those that were given already: they are pressed, and pressing again takes them back. */
  given?: readonly string[];
  onPick: (emoji: string) => void;
  onClose: () => void;
}

export default function EmojiPicker({ title, given, onPick, onClose }: EmojiPickerProps): ReactNode {
  const { i18n } = useLingui();
  const [typed, setTyped] = useState('');
  const [group, setGroup] = useState(GROUPS[0]);
  const [tone, setTone] = useState(chosenTone);
  const { emojis, failed, again } = useAllEmojis();
  const field = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  // The letter is on the screen before what it finds.
  const wanted = useDeferredValue(typed);
  const settled = wanted === typed;
  const enters = useRef(false);
  useEffect(() => {
    if (settled && enters.current) focusFirst(grid.current);
    if (settled) enters.current = false;
  }, [settled]);
  const searching = wanted.trim() !== '';
  const cells = cellsOf(emojis ?? [], searching ? wanted : group.group, tone);
  const pick = (emoji: string): void => {
    // First of all: the focus goes back to where it came from, and who picks may want it elsewhere.
    onClose();
    onPick(given && emoji === HEART_SUIT ? HEART : emoji);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (isComposing(event) || !/^(Enter|ArrowDown)$/.test(event.key)) return;
    event.preventDefault();
    if (event.key === 'ArrowDown') {
      // Not to what was found by fewer letters: it may be gone with the next frame.
      if (settled) focusFirst(grid.current);
      else enters.current = true;
      return;
    }
    const [best] = cellsOf(emojis ?? [], typed, tone);
    if (best) pick(best.emoji);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      {/* As high as it gets: it would jump with every letter. */}
      <div className="flex h-[min(31rem,70dvh)] flex-col gap-3">
        <div className="flex gap-2">
          <SearchInput field={field} typed={typed} onTyped={setTyped} onKeyDown={onKeyDown} />
          <ToneButton tone={tone} onTone={setTone} />
        </div>
        {!searching && <OftenUsed given={given} onPick={pick} />}
        {!searching && <EmojiGroups chosen={group} onChoose={setGroup} />}
        {/* Two rows at least: in a short window the dialog scrolls, too. */}
        <div className="flex min-h-24 flex-1 flex-col">
          <News searching={searching} count={emojis && cells.length} failed={failed} onAgain={again} />
          <EmojiGrid
            // Another group begins at its top.
            key={searching ? 'found' : group.group}
            box={grid}
            label={searching ? i18n._('emoji.found') : i18n._(group.name)}
            cells={cells}
            given={given}
            onPick={pick}
            onLeave={() => field.current?.focus()}
          />
        </div>
      </div>
    </Dialog>
  );
}

interface SearchInputProps {
  field: RefObject<HTMLInputElement | null>;
  typed: string;
  onTyped: (typed: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function SearchInput({ field, typed, onTyped, onKeyDown }: SearchInputProps): ReactNode {
  const { i18n } = useLingui();
  return (
    <input
      ref={field}
      type="search"
      className="input"
      value={typed}
      aria-label={i18n._('emoji.search')}
      placeholder={i18n._('emoji.search')}
      // On a touch screen the keyboard would cover what there is to choose from.
      data-autofocus={!touch.matches || undefined}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      enterKeyHint="done"
      onChange={(event) => {
        onTyped(event.target.value);
      }}
      onKeyDown={onKeyDown}
    />
  );
}

/** @param wanted what was typed, or the number of a group */
function cellsOf(emojis: readonly Emoji[], wanted: string | number, tone: Tone): Cell[] {
  const found =
    typeof wanted === 'string'
      ? findEmojis(emojis, wanted, MOST_FOUND)
      : emojis.filter(({ group }) => group === wanted);
  return found.map((emoji) => ({ label: emoji.label, emoji: inTone(emoji, tone) }));
}

interface NewsProps {
  searching: boolean;
  /** Null until they are there. */
  count: number | null;
  failed: boolean;
  onAgain: () => void;
}

function News({ searching, count, failed, onAgain }: NewsProps): ReactNode {
  const { i18n } = useLingui();
  const isThere = count !== null && (count > 0 || !searching);
  return (
    <>
      <p role="status" className={isThere ? 'sr-only' : 'py-4 text-center text-quiet'}>
        {count === null && (failed ? <Trans id="emoji.failed" /> : <Trans id="emoji.loading" />)}
        {count !== null && searching && <Trans id="emoji.count" values={{ count }} />}
      </p>
      {failed && (
        <button type="button" className="button mx-auto flex" onClick={onAgain}>
          {i18n._('timeline.again')}
        </button>
      )}
    </>
  );
}
