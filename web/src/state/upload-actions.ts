import { Actions } from './actions.js';
import type { Refused } from './model.js';

/** Files for messages. What became of them is in the store. */
export class UploadActions extends Actions {
  /** They are sent at once. Answers which ones were not taken. */
  add(channelId: string, files: readonly File[]): Refused[] {
    return this.session.life?.uploads.add(channelId, files) ?? [];
  }

  /** Takes a file out of the tray. */
  remove(channelId: string, id: string): void {
    this.session.life?.uploads.remove(channelId, id);
  }

  /** In the tray or in a departure. */
  retry(_channelId: string, id: string): void {
    this.session.life?.uploads.retry(id);
  }

  /** Its text and those files that are there go back to where they were written, if nothing else was begun there. */
  cancelDeparture(clientId: string): void {
    this.session.life?.uploads.cancelDeparture(clientId);
  }
}
