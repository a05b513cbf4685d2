// The service worker of this site: web/sw/worker.ts. It keeps the page for times without a server, and tells of messages
// while no page is open. Here: starting it, and finding out that the server has another build than this page is of.
import { createStore } from 'zustand/vanilla';

/** Missing where the page did not come by https, and in private windows of some browsers. */
export const workers = (navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
const ownBuild = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content;

const ANSWER_WITHIN_MS = 3_000;
const CHECK_EVERY_MS = 60 * 60_000;

/** Whether this page is of an older build than the server has now. */
export const pageIsOld = createStore(() => false);

/** Development has no worker: it would keep what is being written. */
export function startWorker(): void {
  if (!workers || ownBuild === undefined) return;
  const begin = (): void => {
    void register(workers).catch(() => undefined);
  };
  // What it keeps must not be fetched while the first page is.
  if (document.readyState === 'complete') begin();
  else window.addEventListener('load', begin, { once: true });
}

/** Asks the server whether there is another build; the browser does so by itself once a day at most. */
export function checkForUpdate(): void {
  void workers
    ?.getRegistration()
    .then((registration) => registration?.update())
    .catch(() => undefined);
}

/** Loads the page anew, of the newest build. Whatever is typed and not kept is lost: the caller has asked. */
export async function loadNewBuild(): Promise<void> {
  const waiting = (await workers?.getRegistration())?.waiting;
  if (workers && waiting) {
    const taken = new Promise((resolve) => {
      workers.addEventListener('controllerchange', resolve, { once: true });
    });
    waiting.postMessage('take over');
    await Promise.race([taken, after(ANSWER_WITHIN_MS)]);
  }
  location.reload();
}

async function register(container: ServiceWorkerContainer): Promise<void> {
  const registration = await container.register(addressOf('/sw.js') as string, { updateViaCache: 'none' });
  if (registration.waiting) void greet(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing;
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && container.controller) void greet(worker);
    });
  });
  container.addEventListener('controllerchange', () => {
    if (container.controller) void greet(container.controller);
  });
  setInterval(checkForUpdate, CHECK_EVERY_MS);
}

/** A worker of this page's own build may take over at once; one of another means that this page is old. */
async function greet(worker: ServiceWorker): Promise<void> {
  const build = await buildOf(worker);
  if (build === null) return;
  if (build === ownBuild) {
    worker.postMessage('take over');
    return;
  }
  pageIsOld.setState(true);
}

async function buildOf(worker: ServiceWorker): Promise<string | null> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<string>((resolve) => {
    port1.onmessage = ({ data }: MessageEvent<string>) => {
      resolve(data);
    };
  });
  worker.postMessage('build?', [port2]);
  return Promise.race([answer, after(ANSWER_WITHIN_MS).then(() => null)]);
}

/** Where Trusted Types are enforced, a script's address needs a policy: this one lets only our worker through. */
function addressOf(script: '/sw.js'): unknown {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypePolicyFactory };
  const policy = trustedTypes?.createPolicy('veche-worker', {
    createScriptURL: (given) => {
      if (given !== script) throw new TypeError(`No worker of ours: ${given}`);
      return given;
    },
  });
  return policy?.createScriptURL(script) ?? script;
}

/** As far as it is used here; TypeScript's own library does not know it yet. */
interface TrustedTypePolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL: (given: string) => string },
  ): { createScriptURL(given: string): unknown };
}

const after = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
