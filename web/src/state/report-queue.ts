import type { HttpDoor } from '../api/doors.js';
import type { ChatStore } from './store.js';

/** What moderators and administrators are asked to look at: how much of it there is. */
export class ReportQueue {
  constructor(
    private readonly store: ChatStore,
    private readonly http: Pick<HttpDoor, 'reports'>,
    private readonly over: () => boolean,
  ) {
    store.subscribe(({ me }, before) => {
      if (me?.role !== before.me?.role) void this.look();
    });
  }

  /** Fetches the beginning of the queue; what fails is fetched again with the next greeting or change. */
  async look(): Promise<void> {
    if (this.over()) return;
    const openReports = this.mayLook() ? await this.http.reports(undefined).catch(() => undefined) : null;
    if (openReports === undefined || this.over()) return;
    this.store.setState({ openReports: this.mayLook() ? openReports : null });
  }

  private mayLook(): boolean {
    return (this.store.getState().me?.role ?? 'member') !== 'member';
  }
}
