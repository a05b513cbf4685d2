import type { Locator, Page, Worker } from 'playwright-core';
import { until } from '../support/until.js';

interface Shown {
  title: string;
  body: string;
  tag: string;
}

/** What the system shows now of this site, in the order of its titles. */
export async function shown(page: Page): Promise<Shown[]> {
  const list: Shown[] = await page.evaluate(`navigator.serviceWorker.ready
    .then((registration) => registration.getNotifications())
    .then((list) => list.map(({ title, body, tag }) => ({ title, body, tag })))`);
  return list.sort((a, b) => (a.title < b.title ? -1 : 1));
}

/**
 * Waits for it, and does not ask too often: what is being shown in the moment in which Chromium is asked what is shown, it
 * shows, and forgets.
 */
export async function untilShown(page: Page, isSo: (all: Shown[]) => boolean): Promise<void> {
  await until(
    async () => {
      await page.waitForTimeout(400);
      return isSo(await shown(page));
    },
    `the notifications are ${String(isSo)}`,
  );
}

/** Headless pages all have the focus, and none is ever hidden. The other tabs know of it when this has come back. */
async function setFocus(page: Page, focused: boolean): Promise<void> {
  await page.evaluate(
    `document.hasFocus = () => ${focused}; window.dispatchEvent(new Event('${focused ? 'focus' : 'blur'}'))`,
  );
  await until(async () => (await isAttentive(page)) === focused);
}
/** Whether this tab has the lock that says so; a lock of its own tells which of all it is. */
const isAttentive = (page: Page): Promise<boolean> =>
  page.evaluate(`navigator.locks.request(crypto.randomUUID(), async ({ name }) => {
    const { held } = await navigator.locks.query();
    const { clientId } = held.find((lock) => lock.name === name);
    return held.some((lock) => lock.clientId === clientId && lock.name === 'veche-attentive');
  })`);
export const lookAway = (page: Page): Promise<void> => setFocus(page, false);
export const lookBack = (page: Page): Promise<void> => setFocus(page, true);

/** Counts from now on how often the page rings: two tones are one ring. */
export const countRings = (page: Page): Promise<void> =>
  page.evaluate(`(() => {
    window.rings = 0;
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      window.rings += 0.5;
      start.call(this, when);
    };
  })()`);
export const rings = (page: Page): Promise<number> => page.evaluate('window.rings');

export const switchOf = (page: Page, name: string): Locator => page.getByRole('switch', { name, exact: true });

export async function workerOf(page: Page): Promise<Worker> {
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
  const context = page.context();
  return context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
}

/** Lets the worker believe that this notification was clicked; the system does it with a mouse that nobody has here. */
export async function click(page: Page, tag: string): Promise<void> {
  const worker = await workerOf(page);
  await worker.evaluate(`registration.getNotifications({ tag: '${tag}' }).then(([notification]) => {
    dispatchEvent(new NotificationEvent('notificationclick', { notification }));
  })`);
}

/** Hands the worker what its push service would, already decrypted. */
export async function pushed(page: Page, payload: object): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations;
      if (first) resolve(first.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  const { origin } = new URL(page.url());
  await session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data: JSON.stringify(payload) });
  await session.detach();
}
