import { Trans, useLingui } from '@lingui/react';
import { Check, SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useId, useLayoutEffect } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import { countCharacters } from '../state/count-characters.js';
import { MentionList } from './mention-list.js';
import { useMentions } from './use-mentions.js';

const COUNT_FROM = LIMITS.messageBody - 200;
const touch = matchMedia('(pointer: coarse)');

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
  /** What is above the field: which message is answered or changed, and what was refused. */
  banner: ReactNode;
  editing?: boolean;
}

/** The field and its button, with the names that can be completed, and how much still fits. */
export function ComposerBox(props: ComposerBoxProps): ReactNode {
  const { i18n } = useLingui();
  const { channelId, area, text, onText, onSend, editing = false } = props;
  const id = useId();
  const mentions = useMentions(channelId, area, text, onText);
  const length = countCharacters(text.trim());
  const tooLong = length > LIMITS.messageBody;
  useHeightOfText(area, text);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (mentions.onKey(event)) return;
    props.onKey(event);
    if (event.defaultPrevented || !isSendKey(event)) return;
    event.preventDefault();
    onSend();
  };
  return (
    <form
      className="relative bg-page px-3 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-6 md:pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <MentionList {...mentions} id={`${id}-names`} />
      {props.banner}
      <div className="flex items-end gap-1 rounded-2xl border border-edge bg-raised pl-3 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <textarea
          ref={area}
          rows={1}
          value={text}
          onChange={(event) => {
            onText(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onSelect={mentions.onSelect}
          onBlur={() => {
            mentions.close();
            props.onBlur?.();
          }}
          dir="auto"
          aria-label={props.label}
          aria-invalid={tooLong}
          aria-describedby={`${id}-count`}
          aria-autocomplete="list"
          aria-controls={mentions.found.length > 0 ? `${id}-names` : undefined}
          aria-activedescendant={mentions.found.length > 0 ? `${id}-names-${mentions.at}` : undefined}
          placeholder={i18n._('composer.placeholder')}
          enterKeyHint={touch.matches ? 'enter' : 'send'}
          className="max-h-48 min-h-11 min-w-0 flex-1 resize-none bg-transparent py-2.5 text-base outline-none placeholder:text-quiet md:text-[15px]"
        />
        <SendButton editing={editing} disabled={length === 0 || tooLong} />
      </div>
      <Count id={`${id}-count`} length={length} />
    </form>
  );
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

/** Enter sends, but not in the middle of composing a character, and not where a finger has no Shift key at hand. */
function isSendKey(event: KeyboardEvent): boolean {
  // Safari ends the composition before the key event and tells it by key code 229 only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else tells it
  const composing = event.nativeEvent.isComposing || event.keyCode === 229;
  return event.key === 'Enter' && !event.shiftKey && !composing && !touch.matches;
}

function useHeightOfText(area: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${area.current.scrollHeight}px`;
  }, [area, text]);
}
