// Notifications of the system: shown through the service worker, which works on phones too and hears the click when no
// page is left.
import { type Card, type CardData, noticeOf, tagOf } from '../state/card.js';
import { workers } from './service-worker.js';

export type Permission = NotificationPermission | 'unsupported';

/** Another process is asked, and the page stands still until it answers: not for what is done again and again. */
export function permission(): Permission {
  return workers && 'Notification' in window ? Notification.permission : 'unsupported';
}

/** The browser asks the person; only ever called after a click. */
export async function askPermission(): Promise<Permission> {
  if (permission() === 'default') await Notification.requestPermission();
  return permission();
}

let shows = Promise.resolve();

/** One after the other, for each looks at what is shown. */
export function show(card: Card): Promise<void> {
  shows = shows.then(() => showNow(card)).catch(() => undefined);
  return shows;
}

async function showNow(card: Card): Promise<void> {
  if (!workers || permission() !== 'granted') return;
  const registration = await workers.ready;
  const [before] = await registration.getNotifications({ tag: tagOf(card.channelId) });
  const { title, options } = noticeOf(card, before?.data as CardData | undefined);
  await registration.showNotification(title, options);
}

/** Takes away those of which this is true, also those that a push brought. */
export async function withdraw(isOver: (data: CardData) => boolean): Promise<void> {
  const registration = await workers?.getRegistration();
  const shown = (await registration?.getNotifications()) ?? [];
  for (const one of shown) if (isOver(one.data as CardData)) one.close();
}

/** Hears that a notification was clicked and this page is the one to show its message. @returns the way to stop */
export function onOpen(open: (address: string) => void): () => void {
  const hear = ({ data }: MessageEvent<{ open?: string } | null>): void => {
    if (typeof data?.open === 'string') open(data.open);
  };
  workers?.addEventListener('message', hear);
  return () => {
    workers?.removeEventListener('message', hear);
  };
}

/** The browser's subscription to pushes of the server that has this key; null where it has no push service. */
export async function subscription(key: string): Promise<{ endpoint: string; p256dh: string; auth: string } | null> {
  try {
    const push = (await workers?.ready)?.pushManager;
    const held = await push?.getSubscription();
    // Of a server that was set up anew.
    const isOther = held && toBase64url(held.options.applicationServerKey) !== key;
    if (isOther) await held.unsubscribe();
    const options = { userVisibleOnly: true, applicationServerKey: key };
    const { endpoint, keys } = (held && !isOther ? held : await push?.subscribe(options))?.toJSON() ?? {};
    const { p256dh, auth } = keys ?? {};
    return endpoint && p256dh && auth ? { endpoint, p256dh, auth } : null;
  } catch {
    return null;
  }
}

export async function unsubscribe(): Promise<void> {
  const registration = await workers?.getRegistration();
  const held = await registration?.pushManager.getSubscription();
  await held?.unsubscribe().catch(() => false);
}

function toBase64url(bytes: ArrayBuffer | null): string {
  const text = String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}
