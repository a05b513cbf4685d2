import type { HttpDoor } from '../api/doors.js';
import type { ChatStore } from './store.js';

/** What moderators and administrators are asked to look at: how much of it there is. */
export class ReportQueue {
  constructor(
    private readonly store: ChatStore,
    private readonly http: Pick<HttpDoor, 'reports'>,
    private readonly over: () => boolean,
  ) {}

  /** Fetches the beginning of the queue; what fails is fetched again with the next greeting or change. */
  async look(): Promise<void> {
    if ((this.store.getState().me?.role ?? 'member') === 'member') return;
    const openReports = await this.http.reports(undefined).catch(() => null);
    if (openReports && !this.over()) this.store.setState({ openReports });
  }
}
