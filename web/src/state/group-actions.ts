import type { ChangeGroup, CreateGroup } from '../../../src/contract/events.js';
import type { ChannelView, Crop, GroupView, InviteView, MyChannelView, Page } from '../../../src/contract/views.js';
import type { NewInvite } from '../api/doors.js';
import { Actions } from './actions.js';
import type { Answer, Outcome } from './model.js';
import { without } from './store.js';

/** Ways into channels. Whoever enters one gets its id, and finds it in the store. */
class Entering extends Actions {
  protected enter(ask: () => Promise<MyChannelView>): Promise<Answer<string>> {
    return this.answer(async () => {
      const { life } = this;
      const channel = await ask();
      life.entered(channel);
      return channel.id;
    });
  }
}

export class GroupActions extends Entering {
  openDirect(userId: string): Promise<Answer<string>> {
    return this.enter(async () => (await this.ask('direct:open', { userId })).channel);
  }

  create(group: CreateGroup): Promise<Answer<string>> {
    return this.enter(async () => (await this.ask('group:create', group)).channel);
  }

  join(channelId: string): Promise<Answer<string>> {
    return this.enter(async () => (await this.ask('group:join', { channelId })).channel);
  }

  change(channelId: string, change: ChangeGroup): Promise<Outcome> {
    return this.outcome(() => this.ask('group:change', { channelId, ...change }));
  }

  leave(channelId: string): Promise<Outcome> {
    return this.outcome(async () => {
      const { life } = this;
      const { store } = this.session;
      await life.ask('group:leave', { channelId });
      life.left(channelId);
      // Who is removed by others keeps what they were writing.
      store.setState(({ drafts }) => ({ drafts: without(drafts, channelId) }));
    });
  }

  addMembers(channelId: string, userIds: string[]): Promise<Outcome> {
    return this.outcome(() => this.http.addMembers(channelId, userIds));
  }

  removeMember(channelId: string, userId: string): Promise<Outcome> {
    return this.outcome(() => this.http.removeMember(channelId, userId));
  }

  setRole(channelId: string, userId: string, role: 'member' | 'moderator'): Promise<Outcome> {
    return this.outcome(() => this.http.setRole(channelId, userId, role));
  }

  handOver(channelId: string, userId: string): Promise<Outcome> {
    return this.outcome(() => this.http.handOver(channelId, userId));
  }

  setAvatar(channelId: string, file: Blob, crop: Crop): Promise<Outcome> {
    return this.look(() => this.http.setGroupAvatar(channelId, file, crop));
  }

  removeAvatar(channelId: string): Promise<Outcome> {
    return this.look(() => this.http.removeGroupAvatar(channelId));
  }

  /** @param name a part of the name */
  listPublic(name?: string, after?: string): Promise<Answer<Page<GroupView>>> {
    return this.answer(() => this.http.groups(name, after));
  }

  private look(change: () => Promise<ChannelView>): Promise<Outcome> {
    return this.outcome(async () => {
      const { life } = this;
      life.changed(await change());
    });
  }
}

export class InviteActions extends Entering {
  list(channelId: string, after?: string): Promise<Answer<Page<InviteView>>> {
    return this.answer(() => this.http.invites(channelId, after));
  }

  create(channelId: string, invite: NewInvite = {}): Promise<Answer<InviteView>> {
    return this.answer(() => this.http.createInvite(channelId, invite));
  }

  revoke(channelId: string, inviteId: string): Promise<Outcome> {
    return this.outcome(() => this.http.revokeInvite(channelId, inviteId));
  }

  look(token: string): Promise<Answer<GroupView>> {
    return this.answer(() => this.http.lookAtInvite(token));
  }

  accept(token: string): Promise<Answer<string>> {
    return this.enter(() => this.http.acceptInvite(token));
  }
}
