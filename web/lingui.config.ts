import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

export default defineConfig({
  sourceLocale: 'en',
  orderBy: 'messageId',
  locales: ['en', 'ru'],
  catalogs: [{ path: 'src/locales/{locale}', include: ['src'] }],
  format: formatter({ explicitIdAsDefault: true, origins: false, printPlaceholdersInComments: false }),
});
