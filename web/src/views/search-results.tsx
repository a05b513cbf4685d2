import { Trans } from '@lingui/react';
import { type ReactNode, useEffect } from 'react';
import type { Failure } from '../state/model.js';
import { FormFailure } from './form-failure.js';
import { MoreButton } from './more-button.js';
import { pressedHit } from './pressed-hit.js';
import { SearchHit } from './search-hit.js';
import { useFound } from './use-found.js';
import type { Asked } from './use-search-address.js';

/** What was found, a page at a time, the newest first. */
export function SearchResults({ asked }: { asked: Asked }): ReactNode {
  // Another question begins with nothing found yet.
  return asked.q === '' ? null : <Results key={JSON.stringify(asked)} asked={asked} />;
}

function Results({ asked }: { asked: Asked }): ReactNode {
  const { items, failure, more, again } = useFound(asked);
  const count = items?.length ?? 0;
  const isThere = items !== undefined;
  useEffect(() => {
    if (isThere) pressedHit()?.focus();
  }, [isThere]);
  return (
    <>
      <p role="status" className="text-sm text-quiet">
        {!items && !failure && <Trans id="search.loading" />}
        {items && count === 0 && (more ? <Trans id="search.noneYet" /> : <Trans id="search.none" />)}
        {items &&
          count > 0 &&
          (more ? <Trans id="search.first" values={{ count }} /> : <Trans id="search.count" values={{ count }} />)}
      </p>
      <ul className="-mx-2.5 flex flex-col gap-0.5">
        {items?.map((hit) => (
          <SearchHit key={hit.message.id} hit={hit} />
        ))}
      </ul>
      {failure && <Failed failure={failure} onAgain={again} />}
      {!failure && <MoreButton more={more} />}
    </>
  );
}

function Failed({ failure, onAgain }: { failure: Failure; onAgain: () => void }): ReactNode {
  if (failure !== 'unreachable' && failure.code === 'validation_failed')
    return (
      <p role="alert" className="rounded-lg bg-warning-soft px-3 py-2.5 text-warning">
        <Trans id="search.refused" />
      </p>
    );
  return (
    <>
      <FormFailure failure={failure} />
      <button type="button" className="button self-start" onClick={onAgain}>
        <Trans id="timeline.again" />
      </button>
    </>
  );
}
