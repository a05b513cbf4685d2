// Fetches the people of a channel when somebody looks at them.
import type { HttpDoor } from '../api/doors.js';
import type { MemberView } from '../../../src/contract/views.js';
import { MAX_MEMBERS, membersLoaded, NO_MEMBERS_YET, withRows } from './members.js';
import type { MemberList } from './model.js';
import { type ChatStore, putUsers, updateChannel } from './store.js';

export class MemberLists {
  private readonly loading = new Set<string>();

  constructor(
    private readonly store: ChatStore,
    private readonly http: Pick<HttpDoor, 'members'>,
    private readonly over: () => boolean,
  ) {}

  /** Does nothing when they are there; what changes is told. */
  async load(channelId: string): Promise<void> {
    const held = this.store.getState().channels[channelId]?.members;
    if (held === undefined || held?.status === 'ready' || this.loading.has(channelId)) return;
    this.loading.add(channelId);
    updateChannel(this.store, channelId, (channel) => ({ ...channel, members: NO_MEMBERS_YET }));
    const complete = await this.loadAll(channelId).catch(() => null);
    this.loading.delete(channelId);
    this.change(channelId, (list) =>
      complete === null ? { ...list, status: 'failed' } : membersLoaded(list, complete),
    );
  }

  private async loadAll(channelId: string): Promise<boolean> {
    let after: string | undefined;
    let found = 0;
    do {
      const page = await this.http.members(channelId, after);
      this.take(channelId, page.items);
      found += page.items.length;
      after = page.after ?? undefined;
    } while (after !== undefined && found < MAX_MEMBERS);
    return after === undefined;
  }

  private take(channelId: string, rows: readonly MemberView[]): void {
    if (this.over()) return;
    const users = rows.map(({ user }) => user);
    putUsers(this.store, users);
    this.change(channelId, (list) => withRows(list, rows));
  }

  /** When the channel was fetched anew meanwhile, the list that was being filled is gone, and is asked for again. */
  private change(channelId: string, change: (list: MemberList) => MemberList): void {
    if (this.over()) return;
    updateChannel(this.store, channelId, (channel) =>
      channel.members ? { ...channel, members: change(channel.members) } : channel,
    );
  }
}
