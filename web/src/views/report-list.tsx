import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { ReportPlace, ReportView } from '../../../src/contract/views.js';
import { addressOf } from '../state/card.js';
import type { Failure } from '../state/model.js';
import { useChat, useClient } from './client-context.js';
import { dateTimeText } from './dates.js';
import { useDialogs } from './dialogs.js';
import { FormFailure } from './form-failure.js';
import { PersonCard } from './person-card.js';
import { usePages } from './use-pages.js';

/** What moderators are asked to look at, the oldest first. */
export function ReportList(): ReactNode {
  const client = useClient();
  const open = useChat((state) => state.openReports);
  const fetchPage = useCallback((after?: string) => client.moderation.reports(after), [client]);
  const { items, failure, more, again } = usePages(fetchPage);
  useEffect(again, [open]);
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
  const show = useDialogs();
  const { user, reporter, messageId, place, body, reason } = report;
  const time = dateTimeText(i18n.locale, report.createdAt);
  return (
    <li className="flex flex-col gap-2 px-4 py-3">
      <p className="text-sm wrap-anywhere text-quiet">
        {i18n._('reports.who', { name: user.username, reporter: reporter.username, time })}
      </p>
      <p className="font-medium wrap-anywhere whitespace-pre-wrap" dir="auto">
        {reason}
      </p>
      {place && <Place place={place} />}
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
        <button
          type="button"
          className="button"
          onClick={() => {
            show((onClose) => <PersonCard userId={user.id} onClose={onClose} />);
          }}
        >
          <Trans id="person.card" />
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

/** Where it was said; a link for those who are there. */
function Place({ place: { channelId, kind, name, seq } }: { place: ReportPlace }): ReactNode {
  const { i18n } = useLingui();
  const mayEnter = useChat((state) => channelId in state.channels);
  const where = { general: i18n._('channel.general'), direct: i18n._('reports.direct'), group: name }[kind];
  return (
    <p className="text-sm wrap-anywhere" dir="auto">
      {mayEnter ? (
        <Link href={addressOf({ channelId, seq })} className="link">
          {where}
        </Link>
      ) : (
        where
      )}
    </p>
  );
}
