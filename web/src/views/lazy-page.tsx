import { Trans } from '@lingui/react';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

/**
 * A page whose code is no part of the first one. Not `React.lazy`: where the code cannot be fetched it would take all that
 * is shown with it.
 */
export function lazyPage(fetchCode: () => Promise<{ default: ComponentType }>): ComponentType {
  let held: ComponentType | null = null;
  return function LazyPage(): ReactNode {
    const [failed, setFailed] = useState(false);
    const [Page, setPage] = useState(() => held);
    useEffect(() => {
      if (held) return;
      fetchCode().then(
        (code) => {
          held = code.default;
          setPage(() => code.default);
        },
        () => {
          setFailed(true);
        },
      );
    }, []);
    if (Page) return <Page />;
    return <main className="m-auto p-6 text-center text-quiet">{failed ? <Failed /> : <Loading />}</main>;
  };
}

function Loading(): ReactNode {
  return (
    <p role="status" className="shown-late">
      <Trans id="page.loading" />
    </p>
  );
}

/** Loading all anew is what helps where the server has another build by now and this code no more. */
function Failed(): ReactNode {
  return (
    <div role="alert" className="flex flex-col items-center gap-4">
      <h1 className="max-w-sm">
        <Trans id="page.failed" />
      </h1>
      <button
        type="button"
        className="button"
        onClick={() => {
          location.reload();
        }}
      >
        <Trans id="timeline.again" />
      </button>
    </div>
  );
}
