// Every key that does something, once: what is pressed is looked up here, and the list of keys is drawn from here.

export type Action =
  | 'switch'
  | 'search'
  | 'previous'
  | 'next'
  | 'previousUnread'
  | 'nextUnread'
  | 'readAll'
  | 'firstUnread'
  | 'pageUp'
  | 'pageDown'
  | 'back'
  | 'nextRegion'
  | 'previousRegion'
  | 'help';

export interface Combination {
  /** As `KeyboardEvent.key` has it; letters in upper case. */
  key: string;
  /** ⌘ on a Mac, Ctrl elsewhere. */
  mod?: boolean;
  alt?: boolean;
  shift?: boolean;
}

export interface KeyEntry {
  combinations: readonly Combination[];
  /** Instead, for those who chose that Enter begins a new line. */
  whereEnterBreaks?: readonly Combination[];
  /** Id of the text that says what it does. */
  text: string;
  /** Missing where a part of the page listens for itself. */
  action?: Action;
}

export interface KeySection {
  title: string;
  entries: readonly KeyEntry[];
}

const UP = 'ArrowUp';
const DOWN = 'ArrowDown';

const one = (text: string, action: Action | undefined, ...combinations: Combination[]): KeyEntry => ({
  combinations,
  text,
  ...(action && { action }),
});

export const BOLD: Combination = { mod: true, key: 'B' };
export const ITALIC: Combination = { mod: true, key: 'I' };

export const KEYBOARD_MAP: readonly KeySection[] = [
  {
    title: /*i18n*/ 'keys.chats',
    entries: [
      one(/*i18n*/ 'keys.switch', 'switch', { mod: true, key: 'K' }),
      one(/*i18n*/ 'keys.search', 'search', { mod: true, key: 'F' }),
      one(/*i18n*/ 'keys.previous', 'previous', { alt: true, key: UP }),
      one(/*i18n*/ 'keys.next', 'next', { alt: true, key: DOWN }),
      one(/*i18n*/ 'keys.previousUnread', 'previousUnread', { alt: true, shift: true, key: UP }),
      one(/*i18n*/ 'keys.nextUnread', 'nextUnread', { alt: true, shift: true, key: DOWN }),
      one(/*i18n*/ 'keys.readAll', 'readAll', { shift: true, key: 'Escape' }),
    ],
  },
  {
    title: /*i18n*/ 'keys.messages',
    entries: [
      { ...one(/*i18n*/ 'keys.send', undefined, { key: 'Enter' }), whereEnterBreaks: [{ mod: true, key: 'Enter' }] },
      {
        ...one(/*i18n*/ 'keys.newLine', undefined, { shift: true, key: 'Enter' }),
        whereEnterBreaks: [{ key: 'Enter' }],
      },
      one(/*i18n*/ 'keys.bold', undefined, BOLD),
      one(/*i18n*/ 'keys.italic', undefined, ITALIC),
      one(/*i18n*/ 'keys.edit', undefined, { key: UP }),
      one(/*i18n*/ 'keys.walk', undefined, { key: UP }, { key: DOWN }, { key: 'Home' }, { key: 'End' }),
      one(/*i18n*/ 'keys.pageUp', 'pageUp', { key: 'PageUp' }),
      one(/*i18n*/ 'keys.pageDown', 'pageDown', { key: 'PageDown' }),
      one(/*i18n*/ 'keys.firstUnread', 'firstUnread', { shift: true, key: 'PageUp' }),
      one(/*i18n*/ 'keys.actions', undefined, { key: 'Enter' }),
      one(/*i18n*/ 'keys.back', 'back', { key: 'Escape' }),
    ],
  },
  {
    title: /*i18n*/ 'keys.page',
    entries: [
      one(/*i18n*/ 'keys.nextRegion', 'nextRegion', { key: 'F6' }),
      one(/*i18n*/ 'keys.previousRegion', 'previousRegion', { shift: true, key: 'F6' }),
      one(/*i18n*/ 'keys.help', 'help', { key: '?' }),
    ],
  },
];

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

export function actionOf(event: KeyboardEvent): Action | undefined {
  const entries = KEYBOARD_MAP.flatMap((section) => section.entries);
  return entries.find(({ action, combinations }) => action && combinations.some((each) => isPressed(each, event)))
    ?.action;
}

export function isPressed(
  { key, mod = false, alt = false, shift = false }: Combination,
  event: KeyboardEvent,
): boolean {
  const [wanted, other] = isMac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  // Where a sign is on the keyboard, and whether it needs Shift, differs from one to another.
  const isShift = isSign(key) || event.shiftKey === shift;
  return wanted === mod && !other && event.altKey === alt && isShift && letterOf(event) === key;
}

/** The Latin letter of the key, also where the keyboard writes in another script just now. */
function letterOf({ key, code, ctrlKey, metaKey }: KeyboardEvent): string {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  return (ctrlKey || metaKey) && /^Key[A-Z]$/.test(code) ? code.slice(3) : key;
}

function isSign(key: string): boolean {
  return /^[^\p{L}\p{N}]$/u.test(key);
}

/** What is written on the keys. */
export function namesOf({ key, mod, alt, shift }: Combination): string[] {
  const [modName, altName] = isMac ? ['⌘', '⌥'] : ['Ctrl', 'Alt'];
  return [...(mod ? [modName] : []), ...(alt ? [altName] : []), ...(shift ? ['Shift'] : []), NAMES[key] ?? key];
}

const NAMES: Partial<Record<string, string>> = { ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' };
