import type { Page, ReportView } from '../../../src/contract/views.js';
import { Actions } from './actions.js';
import type { Answer, Outcome } from './model.js';

/** Whom or what a report is about. */
export type ReportSubject = { messageId: string } | { userId: string };

export class ModerationActions extends Actions {
  report(subject: ReportSubject, reason: string): Promise<Outcome> {
    return this.outcome(() => this.http.report(subject, reason));
  }

  /** The open ones, the oldest first; for moderators and administrators. */
  reports(after?: string): Promise<Answer<Page<ReportView>>> {
    return this.answer(() => this.http.reports(after));
  }

  /** Keeps a person from writing; with no hours lets them write again. */
  mute(userId: string, hours: number, reason: string): Promise<Outcome> {
    return this.outcome(() => (hours > 0 ? this.http.mute(userId, hours, reason) : this.http.unmute(userId)));
  }

  closeReport(id: string, deleteMessage: boolean): Promise<Outcome> {
    return this.outcome(() => this.http.closeReport(id, deleteMessage));
  }
}
