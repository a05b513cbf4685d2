import { useLingui } from '@lingui/react';
import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Failure } from '../state/model.js';
import { errorText } from './error-text.js';

const SHOWN_MS = 8_000;

type Report = (outcome: Failure | null) => void;
type Tell = (text: string) => void;

const ReportContext = createContext<Report>(() => undefined);
const TellContext = createContext<Tell>(() => undefined);

/** Tells of a refusal where no form is that could show it; `null` tells that all went well, and nothing is shown. */
export function useReport(): Report {
  return use(ReportContext);
}

/** The same for what no server refused; a line for each thing. */
export function useTell(): Tell {
  return use(TellContext);
}

export function FailureToast({ children }: { children: ReactNode }): ReactNode {
  const { i18n } = useLingui();
  const [said, setSaid] = useState<{ text: string } | null>(null);
  const tell = useCallback<Tell>((text) => {
    setSaid({ text });
  }, []);
  const report = useCallback<Report>(
    (outcome) => {
      setSaid(outcome && { text: errorText(i18n, outcome) });
    },
    [i18n],
  );
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => {
      setSaid(null);
    }, SHOWN_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [said]);
  return (
    <ReportContext value={report}>
      <TellContext value={tell}>
        {children}
        <div role="alert">{said && <Toast key={said.text} text={said.text} />}</div>
      </TellContext>
    </ReportContext>
  );
}

/** A popover, because only the top layer is above an open dialog. */
function Toast({ text }: { text: string }): ReactNode {
  const box = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    box.current?.showPopover();
  }, []);
  return (
    <p ref={box} popover="manual" className="toast">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere whitespace-pre-line">{text}</span>
    </p>
  );
}
