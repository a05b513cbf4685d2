import { useLingui } from '@lingui/react';
import type { ReactNode } from 'react';
import { Bar, BarButton } from './bar.js';
import { useClient } from './client-context.js';
import { setOffered } from './notification-choices.js';
import { turnOn } from './notification-power.js';

/** Asked once, after a message came that nobody saw. The browser itself asks only after the click. */
export function NotificationOffer({ onDone }: { onDone: () => void }): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const done = (): void => {
    setOffered();
    onDone();
  };
  return (
    <div role="status">
      <Bar text={i18n._('notifications.offer')}>
        <BarButton
          main
          onClick={() => {
            done();
            void turnOn(client, i18n.locale);
          }}
        >
          {i18n._('notifications.offer.yes')}
        </BarButton>
        <BarButton onClick={done}>{i18n._('notifications.offer.no')}</BarButton>
      </Bar>
    </div>
  );
}
