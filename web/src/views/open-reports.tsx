import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { useChat } from './client-context.js';

/** For moderators: something waits for them in the settings. */
export function OpenReports(): ReactNode {
  const { i18n } = useLingui();
  const count = useChat((state) => state.openReports?.items.length ?? 0);
  const more = useChat((state) => (state.openReports?.after ?? null) !== null);
  if (count === 0) return null;
  return (
    <span className="badge bg-warning-soft text-warning" data-badge="reports" title={i18n._('settings.reports')}>
      <span aria-hidden>{more ? `${count}+` : count}</span>
      <span className="sr-only">{i18n._('badge.reports', { count })}</span>
    </span>
  );
}
