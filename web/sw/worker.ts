// The service worker. It keeps the pages of one build for times without a server, and shows what is pushed. It never
// keeps what the API answers: that belongs to one person, and is somebody else's the next minute.
import type { PushPayload } from '../../src/contract/push.js';
import { addressOf, type Card, type CardData, cardOf, noticeOf, tagOf } from '../src/state/card.js';

declare const self: ServiceWorkerGlobalScope;
/** Put in by build/service-worker.ts: which build this is, and the addresses of all its files. */
declare const BUILD: string;
declare const FILES: readonly string[];

const files = new Set(FILES);
const PREFIX = 'build-';
const CACHE = `${PREFIX}${BUILD}`;
const PAGE = '/';
/** A network that takes longer than this is as good as none. */
const PAGE_WITHIN_MS = 5_000;

self.addEventListener('install', (event) => {
  event.waitUntil(keepFiles());
});
self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([forgetOldBuilds(), self.clients.claim()]));
});
self.addEventListener('message', ({ data, ports }) => {
  if (data === 'build?') ports[0]?.postMessage(BUILD);
  if (data === 'take over') void self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (/^\/(api|admin|health|socket\.io)(\/|$)/.test(pathname)) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(request));
  else if (files.has(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
});

/** One after the other, for each looks at what is shown. */
let shows = Promise.resolve();
self.addEventListener('push', (event) => {
  const payload = event.data?.json() as PushPayload | undefined;
  if (!payload) return;
  const shown = shows.then(() => show(cardOf(payload)));
  shows = shown.catch(() => undefined);
  event.waitUntil(shown);
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(addressOf(event.notification.data as CardData)));
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  // What has its content in its name may come from the browser's cache.
  const requests = [...files].map(
    (file) => new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'reload' }),
  );
  await cache.addAll(requests);
}

/** The build before this one stays: pages of it may be open, and fetch parts that the server has no more. */
async function forgetOldBuilds(): Promise<void> {
  const others = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

/** From the server when it answers; every address has the same page. */
async function page(request: Request): Promise<Response> {
  const late = new Promise<null>((resolve) => {
    setTimeout(resolve, PAGE_WITHIN_MS, null);
  });
  const answer = await Promise.race([fetch(request).catch(() => null), late]);
  // A proxy answers for a server that is away.
  return answer && answer.status < 500 ? answer : kept(PAGE);
}

async function asset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function kept(path: string): Promise<Response> {
  return (await caches.match(path, { cacheName: CACHE })) ?? Response.error();
}

async function show(card: Card): Promise<void> {
  const [before] = await self.registration.getNotifications({ tag: tagOf(card.channelId) });
  const { title, options } = noticeOf(card, before?.data as CardData | undefined);
  await self.registration.showNotification(title, options);
}

/** Shows a message in a page that is open, the one used last, else in a new one. */
async function open(address: string): Promise<void> {
  const [client] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!client) {
    await self.clients.openWindow(address);
    return;
  }
  client.postMessage({ open: address });
  await client.focus().catch(() => undefined);
}
