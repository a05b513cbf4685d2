import { Trans } from '@lingui/react';
import type { ReactNode } from 'react';
import type { ChannelState } from '../state/model.js';
import { useClient } from './client-context.js';

/** What stands above the first row: the beginning, a page on its way, or one that could not be fetched. */
export function TimelineStart({ channel }: { channel: ChannelState }): ReactNode {
  const { loaded, before } = channel;
  if (failedAt(channel) === 'start') return <FailedPage channel={channel} />;
  return (
    <p className="px-4 py-6 text-center text-sm text-quiet">
      {!loaded ? (
        <Trans id="timeline.loading" />
      ) : before !== null ? (
        <Trans id="timeline.older" />
      ) : (
        <Beginning channel={channel} />
      )}
    </p>
  );
}

function Beginning({ channel }: { channel: ChannelState }): ReactNode {
  return channel.rows.length === 0 ? <Trans id="timeline.empty" /> : <Trans id="timeline.beginning" />;
}

/** Where the page was to come that could not be fetched: at an end of the list, or instead of all of it. */
export function failedAt({ failedLoading, loaded }: ChannelState): 'start' | 'end' | 'instead' | null {
  if (failedLoading === null) return null;
  if (failedLoading === 'older' || !loaded) return 'start';
  return failedLoading === 'newer' ? 'end' : 'instead';
}

interface FailedPageProps {
  channel: ChannelState;
  /** Above what is shown instead of it. */
  floats?: boolean;
}

export function FailedPage({ channel, floats = false }: FailedPageProps): ReactNode {
  const client = useClient();
  const place = floats
    ? 'absolute inset-x-4 bottom-17 mx-auto w-fit rounded-xl border border-line bg-raised px-4 py-2 shadow-md'
    : 'shrink-0 p-4';
  return (
    <div role="alert" className={`flex flex-wrap items-center justify-center gap-3 text-danger ${place}`}>
      <Trans id="timeline.failed" />
      <button
        type="button"
        className="button"
        aria-disabled={channel.loading !== null}
        onClick={() => {
          client.loadAgain(channel.view.id);
        }}
      >
        <Trans id="timeline.again" />
      </button>
    </div>
  );
}
