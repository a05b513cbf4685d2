import { lazyDialog } from './lazy-dialog.js';

export const emojiDialog = lazyDialog(() => import('./emoji-picker.js'));
