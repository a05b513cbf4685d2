import type { LikeView, Page } from '../../../src/contract/views.js';
import { Actions } from './actions.js';
import type { Answer, Outcome, ProfileLikes } from './model.js';

export class PeopleActions extends Actions {
  profileLike(userId: string): Promise<Answer<ProfileLikes>> {
    return this.answer(async () => {
      const { life } = this;
      const { likes, liked } = await this.http.profileLike(userId);
      life.likes.learnProfile(userId, { likes, liked });
      return { likes, liked };
    });
  }

  /** Shows at once; taken back when it is refused. */
  likeProfile(userId: string, liked: boolean): Promise<Outcome> {
    return this.outcome(() => this.life.likes.setProfile(userId, liked));
  }

  whoLikesProfile(userId: string, after?: string): Promise<Answer<Page<LikeView>>> {
    return this.answer(() => this.http.profileLikes(userId, after));
  }

  block(userId: string, blocked: boolean): Promise<Outcome> {
    return this.outcome(async () => {
      const { life } = this;
      await this.http.block(userId, blocked);
      life.news.receive({ blocks: [{ userId, blocked }] });
    });
  }

  /** From now on the store knows whether these people are here. */
  watch(userIds: readonly string[]): void {
    this.session.life?.presence.watch(userIds);
  }

  /** Fetches those of these people who are unknown. */
  need(userIds: readonly string[]): void {
    this.session.life?.people.need(userIds);
  }

  setInvisible(invisible: boolean): Promise<Outcome> {
    return this.outcome(() => this.http.setInvisible(invisible));
  }
}
