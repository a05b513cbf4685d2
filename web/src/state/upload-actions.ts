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

  /**
   * A message that is on its way. Its text and its files go back to where they were written, before what was begun there
   * since. Where the server had just stored it, it shows as sent.
   *
   * @returns false, and it goes on, where there would be more files than a message takes
   */
  takeBack(clientId: string): boolean {
    return this.session.life?.uploads.takeBack(clientId) ?? true;
  }
}
