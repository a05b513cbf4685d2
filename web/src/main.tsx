import { I18nProvider } from '@lingui/react';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { browserSurroundings, watchActivity } from './browser.js';
import { Client } from './state/client.js';
import './style.css';
import { App } from './views/app.js';
import { ClientContext } from './views/client-context.js';
import { activateLanguage, chosenLanguage, i18n } from './views/language.js';
import { startWorker } from './views/service-worker.js';
import { followSystemTheme } from './views/theme.js';

const client = new Client(browserSurroundings());
const root = document.getElementById('root');

async function show(): Promise<void> {
  void client.start();
  followSystemTheme();
  await activateLanguage(chosenLanguage());
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
