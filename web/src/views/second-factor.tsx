import { Trans, useLingui } from '@lingui/react';
import { type ReactNode, useEffect, useState } from 'react';
import type { SecondFactorView } from '../../../src/contract/views.js';
import type { Failure } from '../state/model.js';
import { useClient } from './client-context.js';
import { dateTimeText } from './dates.js';
import { FormFailure } from './form-failure.js';
import { lazyDialog, useLazyDialog } from './lazy-dialog.js';

const secondFactorDialog = lazyDialog(() => import('./second-factor-dialog.js'));

/** Whether a code is asked for besides the password, and the means to change that. */
export function SecondFactor(): ReactNode {
  const client = useClient();
  const openDialog = useLazyDialog(secondFactorDialog);
  const [state, setState] = useState<SecondFactorView | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const look = async (): Promise<void> => {
    const { data, failure: refused } = await client.secondFactor.look();
    setFailure(refused);
    if (data) setState(data);
  };
  useEffect(() => {
    void look();
  }, []);
  const open = (intent: 'on' | 'codes' | 'off') => () => {
    openDialog((SecondFactorDialog, onClose) => (
      <SecondFactorDialog intent={intent} onChanged={() => void look()} onClose={onClose} />
    ));
  };
  return (
    <div className="card flex flex-col items-start gap-3">
      <FormFailure failure={failure} />
      {state?.enabledAt ? <Since enabledAt={state.enabledAt} left={state.recoveryCodesLeft} /> : <Hint />}
      {state && (
        <div className="flex flex-wrap gap-2">
          {state.enabledAt === null ? (
            <button type="button" className="button" onClick={open('on')}>
              <Trans id="secondFactor.on" />
            </button>
          ) : (
            <>
              <button type="button" className="button" onClick={open('codes')}>
                <Trans id="secondFactor.codes.open" />
              </button>
              <button type="button" className="button button-danger" onClick={open('off')}>
                <Trans id="secondFactor.off.open" />
              </button>
            </>
          )}
        </div>
      )}
    </div>
  );
}

function Hint(): ReactNode {
  return (
    <p className="text-sm text-quiet">
      <Trans id="secondFactor.hint" />
    </p>
  );
}

function Since({ enabledAt, left }: { enabledAt: string; left: number }): ReactNode {
  const { i18n } = useLingui();
  return (
    <p role="status">
      {i18n._('secondFactor.since', { date: dateTimeText(i18n.locale, enabledAt) })}{' '}
      {i18n._('recoveryCodes.left', { count: left })}
    </p>
  );
}
