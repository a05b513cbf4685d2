import { Trans } from '@lingui/react';
import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';

/**
 * A page whose code is no part of the first one. Not `React.lazy`: where the code cannot be fetched it would take all that
 * is shown with it, and what comes soon after the first drawing it keeps back for 300 ms.
 *
 * @param early what was asked for before the page is drawn
 */
export function lazyPage<Props extends object>(
  fetchCode: () => Promise<{ default: ComponentType<Props> }>,
  early?: ReturnType<typeof fetchCode>,
): ComponentType<Props> {
  let held: ComponentType<Props> | null = null;
  const hold = (code: { default: ComponentType<Props> }): void => {
    held = code.default;
  };
  early?.then(hold, () => undefined);
  return function LazyPage(props: Props): ReactNode {
    const [state, setState] = useState<'waits' | 'is there' | 'failed'>('waits');
    const [path] = useLocation();
    useEffect(() => {
      const fetchIt = (): void => {
        (held ? Promise.resolve() : fetchCode().then(hold)).then(
          () => {
            setState('is there');
          },
          () => {
            setState('failed');
          },
        );
      };
      fetchIt();
      window.addEventListener('online', fetchIt);
      return () => {
        window.removeEventListener('online', fetchIt);
      };
      // Also for whoever goes on to another chat.
    }, [path]);
    const Page = held;
    if (Page) return <Page {...props} />;
    return <main className="m-auto p-6 text-center text-quiet">{state === 'failed' ? <Failed /> : <Loading />}</main>;
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
