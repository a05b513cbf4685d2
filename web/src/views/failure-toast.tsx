import { useLingui } from '@lingui/react';
import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Failure } from '../state/model.js';
import { errorText } from './error-text.js';

const SHOWN_MS = 8_000;

type Report = (outcome: Failure | null) => void;

const ReportContext = createContext<Report>(() => undefined);

/** Tells of a refusal where no form is that could show it; `null` tells that all went well, and nothing is shown. */
export function useReport(): Report {
  return use(ReportContext);
}

export function FailureToast({ children }: { children: ReactNode }): ReactNode {
  const [failure, setFailure] = useState<{ what: Failure } | null>(null);
  const report = useCallback<Report>((outcome) => {
    setFailure(outcome && { what: outcome });
  }, []);
  useEffect(() => {
    if (!failure) return;
    const timer = setTimeout(() => {
      setFailure(null);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [failure]);
  return (
    <ReportContext value={report}>
      {children}
      <div role="alert">{failure && <Toast key={JSON.stringify(failure.what)} failure={failure.what} />}</div>
    </ReportContext>
  );
}

/** A popover, because only the top layer is above an open dialog. */
function Toast({ failure }: { failure: Failure }): ReactNode {
  const { i18n } = useLingui();
  const box = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    box.current?.showPopover();
  }, []);
  return (
    <p ref={box} popover="manual" className="toast">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      {errorText(i18n, failure)}
    </p>
  );
}
