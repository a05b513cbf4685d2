import { Trans, useLingui } from '@lingui/react';
import { Search, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { LIMITS } from '../../../src/contract/limits.js';
import type { ChannelState } from '../state/model.js';
import { useChannelName } from './channel-name.js';
import { useChat } from './client-context.js';
import type { Asked } from './use-search-address.js';
import { useSettled } from './use-settled.js';

interface SearchFieldProps {
  asked: Asked;
  onAsk: (asked: Asked) => void;
}

/** Asks once the typing rests, and at once with Enter. */
export function SearchField({ asked, onAsk }: SearchFieldProps): ReactNode {
  const { i18n } = useLingui();
  const { q, channelId } = asked;
  const hintId = useId();
  const field = useRef<HTMLInputElement>(null);
  const channel = useChat((state) => state.channels[channelId]);
  const [text, setText] = useTyped(asked, onAsk);
  useEffect(() => {
    // Back at what was found, one reads on; a keyboard that comes up would cover it.
    if (q === '') field.current?.focus();
    // Of the moment of coming here, or into another channel.
  }, [channelId]);
  return (
    <form
      role="search"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onAsk({ q: text.trim(), channelId });
      }}
    >
      <div className="flex min-h-11 flex-wrap items-center gap-2 rounded-lg border border-edge bg-raised px-3 focus-within:border-accent focus-within:ring-1 focus-within:ring-accent">
        <Search aria-hidden className="size-4 shrink-0 text-quiet" />
        {channel && (
          <Scope
            channel={channel}
            onRemove={() => {
              onAsk({ q: text.trim(), channelId: '' });
              field.current?.focus();
            }}
          />
        )}
        <input
          ref={field}
          type="search"
          className="min-h-11 min-w-40 flex-1 bg-transparent text-base outline-none placeholder:text-quiet"
          value={text}
          maxLength={LIMITS.searchQuery}
          aria-label={i18n._('search.field')}
          aria-describedby={hintId}
          placeholder={i18n._('search.field')}
          autoComplete="off"
          enterKeyHint="search"
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
      </div>
      <p id={hintId} className="text-sm text-quiet">
        <Trans id="search.hint" components={{ code: <code className="rounded bg-hover px-1 text-ink" /> }} />
      </p>
    </form>
  );
}

/** The one channel that is looked in, which a press takes away. */
function Scope({ channel, onRemove }: { channel: ChannelState; onRemove: () => void }): ReactNode {
  const { i18n } = useLingui();
  const name = useChannelName(channel.view);
  return (
    <button
      type="button"
      className="chip max-w-full min-w-0"
      aria-label={i18n._('search.everywhere', { name })}
      title={i18n._('search.everywhere', { name })}
      onClick={onRemove}
    >
      <span className="truncate">
        in: <bdi>{name}</bdi>
      </span>
      <X aria-hidden className="size-3.5 shrink-0" />
    </button>
  );
}

const PAUSE_MS = 400;

/** What stands in the field: what is in the address, until something else is typed. */
function useTyped({ q, channelId }: Asked, onAsk: (asked: Asked) => void): [string, (text: string) => void] {
  const [text, setText] = useState(q);
  const [shown, setShown] = useState(q);
  if (shown !== q) {
    setShown(q);
    if (text.trim() !== q) setText(q);
  }
  const settled = useSettled(text.trim(), PAUSE_MS);
  const asked = useRef(q);
  useEffect(() => {
    if (settled === asked.current) return;
    asked.current = settled;
    onAsk({ q: settled, channelId });
    // Only typing asks: the address may have changed by other ways.
  }, [settled]);
  return [text, setText];
}
