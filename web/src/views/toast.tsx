import { useLingui } from '@lingui/react';
import { Check, CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, use, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Failure } from '../state/model.js';
import { errorText } from './error-text.js';

const SHOWN_MS = { trouble: 8_000, done: 2_500 };

interface Said {
  text: string;
  kind: keyof typeof SHOWN_MS;
}

type Report = (outcome: Failure | null) => void;
type Tell = (text: string) => void;

const ReportContext = createContext<Report>(() => undefined);
const TellContext = createContext<Tell>(() => undefined);
const DoneContext = createContext<Tell>(() => undefined);

/** Tells of a refusal where no form is that could show it; `null` tells that all went well, and nothing is shown. */
export function useReport(): Report {
  return use(ReportContext);
}

/** The same for what no server refused; a line for each thing. */
export function useTell(): Tell {
  return use(TellContext);
}

/** Tells in a word that something was done of which nothing else is to be seen. */
export function useDone(): Tell {
  return use(DoneContext);
}

export function Toasts({ children }: { children: ReactNode }): ReactNode {
  const { i18n } = useLingui();
  const [said, setSaid] = useState<Said | null>(null);
  const tell = useCallback<Tell>((text) => {
    setSaid({ text, kind: 'trouble' });
  }, []);
  const done = useCallback<Tell>((text) => {
    setSaid({ text, kind: 'done' });
  }, []);
  const report = useCallback<Report>(
    (outcome) => {
      setSaid(outcome && { text: errorText(i18n, outcome), kind: 'trouble' });
    },
    [i18n],
  );
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => {
      setSaid(null);
    }, SHOWN_MS[said.kind]);
    return () => {
      clearTimeout(timer);
    };
  }, [said]);
  return (
    <ReportContext value={report}>
      <TellContext value={tell}>
        <DoneContext value={done}>{children}</DoneContext>
        <div role="alert">{said?.kind === 'trouble' && <Toast key={said.text} {...said} />}</div>
        <div role="status">{said?.kind === 'done' && <Toast key={said.text} {...said} />}</div>
      </TellContext>
    </ReportContext>
  );
}

/** A popover, because only the top layer is above an open dialog. */
function Toast({ text, kind }: Said): ReactNode {
  const box = useRef<HTMLParagraphElement>(null);
  const Icon = kind === 'done' ? Check : CircleAlert;
  useLayoutEffect(() => {
    box.current?.showPopover();
  }, []);
  return (
    <p ref={box} popover="manual" data-toast={kind} className={`toast ${kind === 'done' ? 'toast-done' : ''}`}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere whitespace-pre-line">{text}</span>
    </p>
  );
}
