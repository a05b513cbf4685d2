import { Trans, useLingui } from '@lingui/react';
import { SendHorizontal } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import { countCharacters } from '../state/count-characters.js';
import { useChat, useClient } from './client-context.js';

const COUNT_FROM = LIMITS.messageBody - 200;
const touch = matchMedia('(pointer: coarse)');

interface ComposerProps {
  channelId: string;
  name: string;
}

export function Composer({ channelId, name }: ComposerProps): ReactNode {
  const { i18n } = useLingui();
  const client = useClient();
  const text = useChat((state) => state.drafts[channelId] ?? '');
  const area = useRef<HTMLTextAreaElement>(null);
  const countId = useId();
  const length = countCharacters(text.trim());
  const tooLong = length > LIMITS.messageBody;
  useHeightOfText(area, text);

  function send(): void {
    if (client.send(channelId, text)) client.setDraft(channelId, '');
    area.current?.focus();
  }

  return (
    <form
      className="border-t border-line bg-page px-3 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] md:px-6 md:pb-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className="flex items-end gap-1 rounded-2xl border border-edge bg-raised pl-3 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <textarea
          ref={area}
          rows={1}
          value={text}
          onChange={(event) => {
            client.setDraft(channelId, event.target.value);
          }}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return;
            event.preventDefault();
            send();
          }}
          dir="auto"
          aria-label={i18n._('composer.label', { name })}
          aria-invalid={tooLong}
          aria-describedby={countId}
          placeholder={i18n._('composer.placeholder')}
          enterKeyHint={touch.matches ? 'enter' : 'send'}
          className="max-h-48 min-h-11 min-w-0 flex-1 resize-none bg-transparent py-2.5 text-base outline-none placeholder:text-quiet md:text-[15px]"
        />
        <button
          type="submit"
          className="icon-button rounded-2xl text-accent hover:text-accent-strong"
          disabled={length === 0 || tooLong}
          aria-label={i18n._('composer.send')}
        >
          <SendHorizontal aria-hidden className="size-5" />
        </button>
      </div>
      <Count id={countId} length={length} />
    </form>
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

function useHeightOfText(area: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    if (!area.current) return;
    area.current.style.height = 'auto';
    area.current.style.height = `${area.current.scrollHeight}px`;
  }, [area, text]);
}
