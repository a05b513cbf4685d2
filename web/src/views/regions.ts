import { composerField } from './composer-field.js';

interface Region {
  box: Element;
  stop: HTMLElement;
}

/** Brings the focus to the next part of the page: the list of chats, the messages, and the field or what else is there. */
export function toNextRegion(step: 1 | -1): void {
  const regions = [list(), messages(), rest()].filter((region) => region !== null);
  const at = regions.findIndex(({ box }) => box.contains(document.activeElement));
  const next = at < 0 && step < 0 ? -1 : at + step;
  regions.at(next % regions.length)?.stop.focus();
}

function list(): Region | null {
  const box = seen('nav');
  const stop = box?.querySelector<HTMLElement>('a[aria-current]') ?? box?.querySelector('a');
  return box && stop ? { box, stop } : null;
}

function messages(): Region | null {
  const box = seen('[role="feed"]');
  // The row that has its turn may be far away, and not drawn.
  const stop =
    box?.querySelector<HTMLElement>('article[tabindex="0"]') ?? [...(box?.querySelectorAll('article') ?? [])].at(-1);
  return box && stop ? { box, stop } : null;
}

function rest(): Region | null {
  const box = seen('main');
  const stop = composerField() ?? seen('main :is(input, select, textarea, button, a[href])');
  return box && stop ? { box, stop } : null;
}

/** The timelines of other chats are kept, unseen. */
function seen(selector: string): HTMLElement | null {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.checkVisibility()) ?? null;
}
