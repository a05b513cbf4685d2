import { useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ChatState } from '../state/model.js';
import { Bar, BarButton } from './bar.js';
import { useChat, useClient } from './client-context.js';
import { checkForUpdate, loadNewBuild, pageIsOld } from './service-worker.js';

/** Says that the server has a newer build. The page is loaded anew only by a click, and not before text would be lost. */
export function UpdateBar(): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const old = useStore(pageIsOld);
  const [step, setStep] = useState<'offered' | 'warned' | 'later'>('offered');
  useCheckAfterRestart();
  const reload = (): void => {
    if (step === 'offered' && wouldLose(client.store.getState())) setStep('warned');
    else void loadNewBuild();
  };
  const warned = step === 'warned';
  return (
    <div role="status">
      {old && step !== 'later' && (
        <Bar text={warned ? i18n._('update.unsent') : i18n._('update.title')}>
          <BarButton main onClick={reload}>
            {warned ? i18n._('update.anyway') : i18n._('update.reload')}
          </BarButton>
          <BarButton
            onClick={() => {
              setStep(warned ? 'offered' : 'later');
            }}
          >
            {warned ? i18n._('update.keep') : i18n._('update.later')}
          </BarButton>
        </Bar>
      )}
    </div>
  );
}

/** A server that was away may have come back as another build. */
function useCheckAfterRestart(): void {
  const online = useChat((state) => state.link === 'online');
  useEffect(() => {
    if (online) checkForUpdate();
  }, [online]);
}

/** A message that is being written outlives the page. */
const TEXT_FIELDS =
  'textarea:not([data-kept]), input:is([type="text"], [type="search"], [type="password"], :not([type]))';

/** Something is typed or attached that only this page has. */
function wouldLose({ tray, departures, editing }: ChatState): boolean {
  const files = Object.keys(tray).length > 0 || departures.length > 0;
  const fields = [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(TEXT_FIELDS)];
  return editing !== null || files || fields.some(({ value }) => value.trim() !== '');
}
