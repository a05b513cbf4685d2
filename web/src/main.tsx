import { I18nProvider } from '@lingui/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { rememberSignedIn } from './api/early.js';
import { browserSurroundings, watchActivity } from './browser.js';
import { Client } from './state/client.js';
import { App } from './views/app.js';
import { ClientContext } from './views/client-context.js';
import { loadFirstPageAt } from './views/first-page.js';
import { chosenLanguage } from './views/catalogues.js';
import { activateLanguage, followLanguage, i18n } from './views/language.js';
import { startWorker } from './views/service-worker.js';
import { followDensity } from './views/density.js';
import { followTheme } from './views/theme.js';

const client = new Client(browserSurroundings());
const root = document.getElementById('root');

/** Drawing twice takes longer than the chats are on their way, most of the time. */
const CHATS_WITHIN_MS = 300;

async function show(): Promise<void> {
  const enough = new Promise((resolve) => setTimeout(resolve, CHATS_WITHIN_MS));
  const known = whatToShow();
  const ready = Promise.race([known, enough]);
  void known.then(() => {
    loadFirstPageAt(client, location);
  });
  void client.start();
  followTheme();
  followDensity();
  followLanguage();
  await Promise.all([activateLanguage(chosenLanguage()), ready]);
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <ClientContext value={client}>
          <App />
        </ClientContext>
      </I18nProvider>
    </StrictMode>,
  );
}

/** From a change on: who is signed in is known, and their chats. */
function whatToShow(): Promise<void> {
  return new Promise((resolve) => {
    const deaf = client.store.subscribe(({ session, epoch }) => {
      if (session === 'unknown' || (session === 'signed-in' && epoch === null)) return;
      deaf();
      resolve();
    });
  });
}

client.store.subscribe(({ session }, before) => {
  if (session !== before.session && session !== 'unreachable') rememberSignedIn(session === 'signed-in');
});
window.addEventListener('online', () => {
  client.reconnectNow();
});
// A phone may take away a hidden page without another word.
document.addEventListener('visibilitychange', () => {
  if (document.hidden) client.flush();
});
window.addEventListener('pagehide', () => {
  client.flush();
});
watchActivity((active) => {
  client.setActive(active);
});
startWorker();
void show();
