import { Trans, useLingui } from '@lingui/react';
import { Check, SendHorizontal } from 'lucide-react';
import { type ClipboardEvent, type KeyboardEvent, type ReactNode, type RefObject, useId, useLayoutEffect } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import { countCharacters } from '../state/count-characters.js';
import { pastedFiles } from './carried-files.js';
import { CompletionList } from './completion-list.js';
import { EmojiButton } from './emoji-button.js';
import { onEmphasisKey } from './emphasis-key.js';
import { enterAloneSends, isComposing, isSendKey } from './enter-key.js';
import { type Completion, useCompletion } from './use-completion.js';
import { useWholeCodes } from './use-whole-codes.js';

const COUNT_FROM = LIMITS.messageBody - 200;

interface ComposerBoxProps {
  channelId: string;
  area: RefObject<HTMLTextAreaElement | null>;
  label: string;
  text: string;
  onText: (text: string) => void;
  onSend: () => void;
  /** Keys that nothing else here wants. */
  onKey: (event: KeyboardEvent) => void;
  onBlur?: () => void;
  onFiles?: (files: readonly File[]) => void;
  /** What is before the field. */
  start?: ReactNode;
  /** What is above the field: which message is answered or changed, what goes with it, and what was refused. */
  banner: ReactNode;
  editing?: boolean;
  /** There is something else to send. */
  mayBeEmpty?: boolean;
}

/** The field and its buttons, with the names and emojis that can be completed, and how much still fits. */
export function ComposerBox(props: ComposerBoxProps): ReactNode {
  const { channelId, area, text, onText, onSend, onFiles, start, editing = false, mayBeEmpty = false } = props;
  const id = useId();
  const completion = useCompletion(channelId, area, text, onText);
  const length = countCharacters(text.trim());
  const tooLong = length > LIMITS.messageBody;
  return (
    <form
      className="relative bg-page px-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-6 md:pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
      onPaste={pasting(onFiles)}
    >
      <CompletionList {...completion} id={`${id}-list`} />
      {props.banner}
      <div
        className={`flex items-end rounded-2xl border border-edge bg-raised focus-within:border-accent focus-within:ring-1 focus-within:ring-accent ${start ? '' : 'pl-3'}`}
      >
        {start}
        <Field {...props} id={id} completion={completion} tooLong={tooLong} />
        <EmojiButton area={area} onText={onText} />
        <SendButton editing={editing} disabled={(length === 0 && !mayBeEmpty) || tooLong} />
      </div>
      <Count id={`${id}-count`} length={length} />
    </form>
  );
}

interface FieldProps extends ComposerBoxProps {
  id: string;
  completion: Completion;
  tooLong: boolean;
}

function Field({ id, completion, tooLong, ...props }: FieldProps): ReactNode {
  const { i18n } = useLingui();
  const { channelId, area, text, onText } = props;
  const replaceCode = useWholeCodes(channelId, area, onText);
  useHeightOfText(area, text);
  const isListOpen = completion.found.length > 0;
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isComposing(event) || completion.onKey(event) || onEmphasisKey(event, onText)) return;
    props.onKey(event);
    if (event.defaultPrevented || !isSendKey(event)) return;
    event.preventDefault();
    props.onSend();
  };
  return (
    <textarea
      ref={area}
      rows={1}
      value={text}
      onChange={(event) => {
        onText(event.target.value);
        // Not every way of writing presses keys.
        completion.onSelect();
        replaceCode(event);
      }}
      onKeyDown={onKeyDown}
      onSelect={completion.onSelect}
      onBlur={() => {
        completion.close();
        props.onBlur?.();
      }}
      dir="auto"
      data-kept={props.editing ? undefined : ''}
      aria-label={props.label}
      aria-invalid={tooLong}
      aria-describedby={`${id}-count`}
      aria-autocomplete="list"
      aria-controls={isListOpen ? `${id}-list` : undefined}
      aria-activedescendant={isListOpen ? `${id}-list-${completion.at}` : undefined}
      placeholder={i18n._('composer.placeholder')}
      enterKeyHint={enterAloneSends() ? 'send' : 'enter'}
      className="[field-sizing:content] max-h-48 min-h-11 min-w-0 flex-1 resize-none bg-transparent py-2.5 text-base outline-none placeholder:text-quiet md:text-[0.9375rem]"
    />
  );
}

/** Files that are pasted anywhere here are attached; where none may be, nothing happens. */
function pasting(onFiles: ((files: readonly File[]) => void) | undefined) {
  return (event: ClipboardEvent): void => {
    const files = pastedFiles(event.clipboardData);
    if (!onFiles || files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  };
}

function SendButton({ editing, disabled }: { editing: boolean; disabled: boolean }): ReactNode {
  const { i18n } = useLingui();
  const Icon = editing ? Check : SendHorizontal;
  return (
    <button
      type="submit"
      className="icon-button rounded-2xl text-accent hover:text-accent-strong"
      disabled={disabled}
      aria-label={editing ? i18n._('composer.save') : i18n._('composer.send')}
    >
      <Icon aria-hidden className="size-5" />
    </button>
  );
}

function Count({ id, length }: { id: string; length: number }): ReactNode {
  const over = length - LIMITS.messageBody;
  return (
    <p id={id} aria-live="polite" className={`px-3 text-xs ${over > 0 ? 'pt-1 text-danger' : 'text-quiet'}`}>
      {over > 0 && <Trans id="composer.tooLong" values={{ over }} />}
      {over <= 0 && length > COUNT_FROM && <Trans id="composer.count" values={{ left: -over }} />}
    </p>
  );
}

const grows = CSS.supports('field-sizing', 'content');

/** Where the browser does not let a field grow by itself: measuring it takes as long as all else that a key does. */
function useHeightOfText(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    if (grows || !area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${area.current.scrollHeight}px`;
  }, [area, text]);
}
