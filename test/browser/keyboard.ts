import type { Locator, Page } from 'playwright-core';

/** What has the focus, as a person sees it; a reason where it cannot be seen. */
const FOCUSED = `(() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return 'nothing has the focus';
  const box = one.getBoundingClientRect();
  const name = one.tagName.toLowerCase() + ' "' + (one.getAttribute('aria-label') ?? one.textContent ?? '').slice(0, 40) + '"';
  if (box.width === 0 || box.height === 0) return name + ' has the focus and no size';
  const seen = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  if (!seen) return name + ' has the focus outside of the screen';
  const style = getComputedStyle(one);
  // A heading is where reading begins, and no key does anything to it.
  const isRinged = style.outlineStyle !== 'none' || one.matches('textarea, input, [role="combobox"], h2[tabindex="-1"]');
  return isRinged ? '' : name + ' has the focus and shows no ring';
})()`;

/** Waits until the focus is somewhere that a person sees, as after a dialog that closes. */
export async function focusIsSeen(page: Page): Promise<void> {
  let fault = '';
  for (let tries = 0; tries < 60; tries++) {
    fault = await page.evaluate<string>(FOCUSED);
    if (fault === '') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(fault);
}

const isFocused = (target: Locator): Promise<boolean> =>
  target
    .first()
    .evaluate((one: { ownerDocument: { activeElement: unknown } }) => one.ownerDocument.activeElement === one);

/** Goes on with Tab until it is there, and sees the focus all the way. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.first().waitFor();
  const way: string[] = [];
  for (let steps = 0; steps < 120; steps++) {
    if (await isFocused(target)) return;
    await page.keyboard.press(key);
    // At the end of the page the browser's own buttons would come, which are not here.
    if (await page.evaluate<boolean>('document.activeElement === document.body')) continue;
    await focusIsSeen(page);
    way.push(await page.evaluate<string>('document.activeElement.textContent.slice(0, 20)'));
  }
  throw new Error(`Tab does not lead to ${String(target)}, but to ${way.slice(0, 40).join(' | ')}`);
}

/** Goes there and presses it. */
export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field and writes there, in place of what it has. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Goes through a menu that is open to this entry, and takes it. */
export async function choose(page: Page, name: string | RegExp): Promise<void> {
  const item = page.getByRole('menuitem', { name }).or(page.getByRole('menuitemradio', { name }));
  await item.filter({ visible: true }).first().waitFor();
  for (let steps = 0; steps < 30; steps++) {
    if (await isFocused(item.filter({ visible: true }))) break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}
