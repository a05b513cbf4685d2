import { useLingui } from '@lingui/react';
import { useEffect } from 'react';

const told = { page: '', calls: 0 };

/** Names the page in the tab and in the browser's history, while it is shown. */
export function usePageTitle(page: string): void {
  useTitle('page', page, '');
}

/** The number of messages to me, before everything else: where there are many tabs only that is seen. */
export function useCallsInTitle(calls: number): void {
  useTitle('calls', calls, 0);
}

function useTitle<Part extends keyof typeof told>(
  part: Part,
  value: (typeof told)[Part],
  none: (typeof told)[Part],
): void {
  const { i18n } = useLingui();
  const app = i18n._('app.name');
  useEffect(() => {
    tell(app, part, value);
    return () => {
      tell(app, part, none);
    };
  }, [app, part, value, none]);
}

function tell<Part extends keyof typeof told>(app: string, part: Part, value: (typeof told)[Part]): void {
  told[part] = value;
  const { page, calls } = told;
  const title = page.split(' ').includes(app) ? page : [page, app].filter(Boolean).join(' · ');
  document.title = calls > 0 ? `(${calls}) ${title}` : title;
}
