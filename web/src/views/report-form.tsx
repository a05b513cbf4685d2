import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { ReportSubject } from '../state/moderation-actions.js';
import { useClient } from './client-context.js';
import { Dialog } from './dialog.js';
import { FormFailure } from './form-failure.js';
import { TextArea } from './text-area.js';
import { useForm } from './use-form.js';

interface ReportFormProps {
  subject: ReportSubject;
  onClose: () => void;
}

/** Asks the moderators to look at a message or a person. */
export default function ReportForm({ subject, onClose }: ReportFormProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const [sent, setSent] = useState(false);
  const { failure, errors, busy, form } = useForm(async ({ reason = '' }) => {
    const refused = await client.moderation.report(subject, reason.trim());
    setSent(refused === null);
    return refused;
  });
  return (
    <Dialog title={'messageId' in subject ? i18n._('report.message') : i18n._('report.person')} onClose={onClose}>
      {sent ? (
        <p role="status">
          <Trans id="report.sent" />
        </p>
      ) : (
        <form className="flex flex-col gap-4" {...form}>
          <FormFailure failure={failure} />
          <TextArea
            label={i18n._('report.reason')}
            hint={'messageId' in subject ? i18n._('report.message.hint') : i18n._('report.person.hint')}
            name="reason"
            error={errors['reason']}
            maxLength={LIMITS.reason}
            data-autofocus
            required
          />
          <button type="submit" className="button button-main self-end" aria-disabled={busy}>
            <Trans id="report.send" />
          </button>
        </form>
      )}
    </Dialog>
  );
}
