import type { Crop, UserView } from '../../../src/contract/views.js';
import type { ProfileChange } from '../api/doors.js';
import { Actions } from './actions.js';
import type { Outcome } from './model.js';

/** What I look like to others. */
export class ProfileActions extends Actions {
  /** @param version of the profile that was edited; when it was changed since, the outcome is a `version_conflict` */
  change(change: Omit<ProfileChange, 'version'>, version: number): Promise<Outcome> {
    return this.look(() => this.http.changeProfile({ ...change, version }));
  }

  setAvatar(file: Blob, crop: Crop): Promise<Outcome> {
    return this.look(() => this.http.setAvatar(file, crop));
  }

  removeAvatar(): Promise<Outcome> {
    return this.look(() => this.http.removeAvatar());
  }

  private look(change: () => Promise<UserView>): Promise<Outcome> {
    return this.outcome(async () => {
      const { life } = this;
      life.looks(await change());
    });
  }
}
