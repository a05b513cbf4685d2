import { lazyDialog } from './lazy-dialog.js';

export const reportDialog = lazyDialog(() => import('./report-form.js'));
