import { useLingui } from '@lingui/react';
import { type KeyboardEvent, type ReactNode } from 'react';
import { isComposing } from './enter-key.js';
import { PageHeader } from './page-header.js';
import { SearchField } from './search-field.js';
import { SearchResults } from './search-results.js';
import { useSearchAddress } from './use-search-address.js';

/** Finds messages; what is looked for is in the address. */
export default function SearchPage(): ReactNode {
  const { i18n } = useLingui();
  const [asked, ask] = useSearchAddress();
  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col">
      <PageHeader title={i18n._('search.title')} />
      <div
        className="min-h-0 flex-1 overflow-y-auto px-4 py-4 pb-[max(1rem,env(safe-area-inset-bottom))] md:px-6"
        onKeyDown={walk}
      >
        <div className="mx-auto flex max-w-3xl flex-col gap-3">
          <SearchField asked={asked} onAsk={ask} />
          <SearchResults asked={asked} />
        </div>
      </div>
    </main>
  );
}

/** Arrows go from the field to the first message, from one to the next, and back. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey || isComposing(event)) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input, [data-hit]')];
  const at = stops.indexOf(event.target as HTMLElement);
  if (at < 0) return;
  event.preventDefault();
  stops[at + step]?.focus();
}
