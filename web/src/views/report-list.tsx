import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import type { ReportView } from '../../../src/contract/views.js';
import type { Failure } from '../state/model.js';
import { useClient } from './client-context.js';
import { dateTimeText } from './dates.js';
import { FormFailure } from './form-failure.js';
import { usePages } from './use-pages.js';

/** What moderators are asked to look at, the oldest first. */
export function ReportList(): ReactNode {
  const client = useClient();
  const [fetchPage] = useState(() => (after?: string) => client.moderation.reports(after));
  const { items, failure, more, again } = usePages(fetchPage);
  const [refused, setRefused] = useState<Failure | null>(null);
  const close = async (id: string, deleteMessage: boolean): Promise<void> => {
    setRefused(await client.moderation.closeReport(id, deleteMessage));
    again();
  };
  return (
    <div className="flex flex-col gap-3">
      <FormFailure failure={refused ?? failure} />
      {items?.length === 0 && (
        <p className="text-quiet">
          <Trans id="reports.none" />
        </p>
      )}
      {items !== undefined && items.length > 0 && (
        <ul className="card divide-y divide-line p-0">
          {items.map((report) => (
            <ReportItem key={report.id} report={report} onClose={(gone) => void close(report.id, gone)} />
          ))}
        </ul>
      )}
      {more && (
        <button type="button" className="button self-start" onClick={more}>
          <Trans id="reports.more" />
        </button>
      )}
    </div>
  );
}

interface ReportItemProps {
  report: ReportView;
  /** @param gone the message goes with it */
  onClose: (gone: boolean) => void;
}

function ReportItem({ report, onClose }: ReportItemProps): ReactNode {
  const { i18n } = useLingui();
  const { user, reporter, messageId, body, reason } = report;
  const time = dateTimeText(i18n.locale, report.createdAt);
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <p className="text-sm wrap-anywhere text-quiet">
        {i18n._('reports.who', { name: user.username, reporter: reporter.username, time })}
      </p>
      <p className="font-medium wrap-anywhere whitespace-pre-wrap" dir="auto">
        {reason}
      </p>
      {messageId !== null && (
        <blockquote className="border-l-2 border-line pl-3 wrap-anywhere whitespace-pre-wrap" dir="auto">
          {body}
        </blockquote>
      )}
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          className="button"
          onClick={() => {
            onClose(false);
          }}
        >
          <Trans id="reports.close" />
        </button>
        {messageId !== null && (
          <button
            type="button"
            className="button button-danger"
            onClick={() => {
              onClose(true);
            }}
          >
            <Trans id="reports.delete" />
          </button>
        )}
      </div>
    </li>
  );
}
