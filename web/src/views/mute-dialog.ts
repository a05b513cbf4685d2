import { lazyDialog } from './lazy-dialog.js';

export const muteDialog = lazyDialog(() => import('./mute-form.js'));
