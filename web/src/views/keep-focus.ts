// When what has the focus is taken away, as a button that has done its work, the focus falls to the page as a whole, and
// whoever uses keys begins again at its top. It goes to what stood beside it instead.

const FOCUSABLE = 'a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex]';

/** What has the focus and all that it is in, the innermost first, each with what stood beside it. */
let way: { element: Element; beside: (Element | null)[] }[] = [];
/** A finger or a mouse needs no focus, and on a phone it would bring up the keyboard. */
let byKeys = false;

/** @returns the way to stop */
export function keepFocus(): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const isLost = (): boolean => document.activeElement === document.body && way[0]?.element.isConnected === false;
  const observer = new MutationObserver(() => {
    // A moment later: on its way from one element to the next the focus is nowhere, too.
    if (!isLost()) return;
    setTimeout(() => {
      if (byKeys && isLost()) rescueFocus();
    });
  });
  const watch = (keys: boolean) => (): void => {
    if (keys === byKeys) return;
    byKeys = keys;
    // A list that is scrolled by hand need not be watched.
    if (byKeys) observer.observe(document.body, { childList: true, subtree: true });
    else observer.disconnect();
  };
  document.addEventListener('focusin', remember, { signal });
  document.addEventListener('keydown', watch(true), { signal, capture: true });
  document.addEventListener('pointerdown', watch(false), { signal, capture: true });
  return () => {
    byKeys = false;
    stop.abort();
    observer.disconnect();
  };
}

/** Where another page has come into view: to its heading, if what had the focus went with the page before. */
export function focusHeading(): void {
  const held = document.activeElement;
  if (!byKeys || (held !== document.body && held?.checkVisibility())) return;
  const heading = [...document.querySelectorAll<HTMLElement>('main h1')].find((one) => one.checkVisibility());
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
}

/** To what stood beside the outermost thing that is gone; else to the message it was part of, or to what it was in. */
function rescueFocus(): void {
  const gone = way.findLastIndex(({ element }) => !element.isConnected);
  for (const { element, beside } of way.slice(gone)) {
    const around = element.closest('article') ?? element;
    const place = [around, ...beside].map(placeIn).find(Boolean);
    if (place) {
      place.focus({ preventScroll: true });
      return;
    }
  }
}

function remember({ target }: FocusEvent): void {
  way = [];
  for (let at = target as Element | null; at && at !== document.body; at = at.parentElement)
    way.push({ element: at, beside: [at.nextElementSibling, at.previousElementSibling] });
}

/** The thing itself, or the first place for the focus in it. */
function placeIn(element: Element | null): HTMLElement | undefined {
  if (!element?.isConnected) return undefined;
  const inside = [...element.querySelectorAll<HTMLElement>(FOCUSABLE)];
  const all = element.matches(FOCUSABLE) ? [element as HTMLElement, ...inside] : inside;
  return all.find((one) => one.checkVisibility());
}
